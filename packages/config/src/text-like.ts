import { z } from 'zod';

/** Text of a form, with one instruction for a missing value and a wrong one. */
export function textLike(pattern: RegExp, instruction: string) {
  return z.string({ error: issue => (issue.input === undefined ? `is missing: ${instruction}` : instruction) }).regex(pattern, instruction);
}
