import { mayHoldExactNumbers, parseWithExactNumbers } from './exact-numbers';
import { dropEmpty, finding, lookOver } from './tidy';

/**
 * `JSON.parse` that keeps every digit of numbers and drops empty members.
 *
 * @throws {SyntaxError} when the text is no JSON
 * @throws {TooDeepError}
 */
export function parseJson(text: string): unknown {
  let value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return value;
  const findings = lookOver(value);
  // To look for such numbers in the text costs more than to look for any in the value, and most records have none.
  if ((findings & finding.number) !== 0 && mayHoldExactNumbers(text)) value = parseWithExactNumbers(text);
  if ((findings & finding.perhapsEmpty) !== 0) dropEmpty(value);
  return value;
}
