import { isJsonObject, type JsonObject } from './json-object';
import { parseJson } from './parse-json';

/**
 * A text within a record may hold JSON, also JSON text quoted once more (mapping, sections 2 and 4.6): parsed where it is, else as it came.
 * What is nested too deeply to be printed again stays text, too.
 */
export function nestedJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return value;
  try {
    const parsed = parseJson(value);
    return typeof parsed === 'string' && /^\s*[[{]/.test(parsed) ? parseJson(parsed) : parsed;
  } catch {
    return value;
  }
}

/** An object, or a text that holds one; undefined for everything else. */
export function nestedObject(value: unknown): JsonObject | undefined {
  const nested = nestedJson(value);
  return isJsonObject(nested) ? nested : undefined;
}
