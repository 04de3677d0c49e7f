import type { JsonObject } from './activity-log-record';
import { isDeeperThan, maxDepth } from './depth';
import { ExactNumber, parseJson } from './exact-numbers';

/** A text within a record may hold JSON, also JSON text quoted once more (mapping, sections 2 and 4.6): parsed where it is, else as it came. */
export function nestedJson(value: unknown): unknown {
  let nested = value;
  // Twice: the quotes, then what stood in them.
  for (let quotes = 0; quotes < 2 && typeof nested === 'string'; quotes++) {
    const text = nested.trim();
    if (!/^[[{"]/.test(text)) return nested;
    try {
      nested = parseJson(text);
    } catch {
      return nested;
    }
  }
  // What is nested too deeply to be printed again stays the text that it was.
  return typeof value === 'string' && isDeeperThan(nested, maxDepth) ? value : nested;
}

/** An object, or a text that holds one; undefined for everything else. */
export function nestedObject(value: unknown): JsonObject | undefined {
  const nested = nestedJson(value);
  return typeof nested === 'object' && nested !== null && !Array.isArray(nested) && !(nested instanceof ExactNumber)
    ? (nested as JsonObject)
    : undefined;
}
