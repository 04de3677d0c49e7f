import type { z } from 'zod';
import { nearestWord } from './nearest-word';

const listed = (values: readonly unknown[]) => values.map(value => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ');

const shown = (input: unknown) =>
  typeof input === 'string' ? `the text '${input}'` : typeof input === 'object' ? 'something else' : String(input);

/** What to write instead, for what a schema does not say itself. Given to zod as its error map. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing: write ${aOrAn(issue.expected)}`
        : `is ${shown(issue.input)}: write ${aOrAn(issue.expected)}`;
    case 'invalid_value':
      return issue.input === undefined
        ? `is missing: write ${oneOf(issue.values)}`
        : `is ${shown(issue.input)}: write ${oneOf(issue.values)}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `is too short: write at least ${issue.minimum}`
        : `is ${String(issue.input)}: write ${issue.minimum} or more`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `is too long: write at most ${issue.maximum}`
        : `is ${String(issue.input)}: write ${issue.maximum} or less`;
    case 'invalid_union':
      return describeUnion(issue);
    case 'unrecognized_keys':
      // One line a key: the keys become problems of their own (parse-environment.ts).
      return issue.keys.map(key => describeKey(key, knownKeys(issue))).join('\n');
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? listed(values) : `one of ${listed(values)}`;
}

function aOrAn(type: string): string {
  if (type === 'int') return 'a whole number';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function describeUnion(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const options = (issue.options as readonly unknown[] | undefined)?.filter(option => option !== undefined) ?? [];
  return options.length === 0 ? 'fits none of the shapes that it may have' : `write ${oneOf(options)}`;
}

function describeKey(key: string, known: readonly string[]): string {
  const nearest = nearestWord(key, known);
  return nearest === undefined
    ? `is no setting: leave it out (there are ${known.join(', ')})`
    : `is no setting: did you mean '${nearest}'?`;
}

/** The keys of the object schema that refused one. */
function knownKeys(issue: z.core.$ZodRawIssue): readonly string[] {
  const definition = (issue.inst as z.core.$ZodObject | undefined)?._zod.def;
  return Object.keys(definition?.shape ?? {});
}
