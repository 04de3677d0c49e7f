import { ExactNumber } from './exact-numbers';
import type { JsonObject } from './json-object';

/** The deepest nesting that is taken: real records have less than ten levels, and printing again recurses. */
export const maxDepth = 100;

export class TooDeepError extends Error {
  override readonly name = 'TooDeepError';

  constructor() {
    super(`The value is nested deeper than ${maxDepth} levels and cannot be printed again.`);
  }
}

/** A longer text is taken for a text that says something: to look at each would cost more than such blanks are worth. */
const maxBlankLength = 8;

/** What one look over a value can find, as bits: they add up. */
export const finding = { none: 0, number: 1, perhapsEmpty: 2 } as const;

/**
 * Looks over a value once for all that is asked of every member: each record goes through it.
 *
 * @throws {TooDeepError} on the way down, so that it cannot run out of stack itself
 */
export function lookOver(value: object, levels = maxDepth): number {
  if (levels === 0) throw new TooDeepError();
  let findings: number = finding.none;
  if (Array.isArray(value)) {
    for (const element of value) findings |= lookOverMember(element, levels);
    return value.length === 0 ? finding.perhapsEmpty : findings;
  }
  let isEmpty = true;
  for (const key in value) {
    const member = (value as JsonObject)[key];
    isEmpty = false;
    if (typeof member === 'string') {
      if (member.length < maxBlankLength && member.trim() === '') findings |= finding.perhapsEmpty;
    } else findings |= lookOverMember(member, levels);
  }
  return isEmpty ? finding.perhapsEmpty : findings;
}

function lookOverMember(member: unknown, levels: number): number {
  if (typeof member === 'number') return finding.number;
  if (member === null) return finding.perhapsEmpty;
  return typeof member === 'object' ? lookOver(member, levels - 1) : finding.none;
}

/** Bodies of requests and responses are passed on as they are: in them a null is a statement. */
const bodyKey = /^(?:request|response)body$/i;

/**
 * Takes members that are null, blank texts, or empty out of a value, at any depth and in place (mapping, section 2: never emit null or empty objects).
 * Lists stay as they are: their elements have places.
 *
 * @returns whether nothing is left of the value
 */
export function dropEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value !== 'object' || value === null) return value === null;
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof ExactNumber) return false;
  const object = value as JsonObject;
  let isEmpty = true;
  for (const key of Object.keys(object)) {
    const member = object[key];
    const isBody = typeof member === 'object' && member !== null && bodyKey.test(key);
    if (isBody ? Object.keys(member).length === 0 : dropEmpty(member)) object[key] = undefined;
    else isEmpty = false;
  }
  return isEmpty;
}
