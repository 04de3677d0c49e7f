import type { z } from 'zod';
import type { Problem } from './cross-field-rules';
import { describeIssue } from './describe-issue';
import { type Environment, environmentSchema } from './environment';
import { InvalidEnvironmentError } from './invalid-environment-error';
import { type SharedSettings, sharedSettings } from './shared-settings';

/**
 * Checks an environment and fills in its defaults.
 *
 * @throws {InvalidEnvironmentError} with every problem at once
 */
export function parseEnvironment(input: unknown): Environment {
  return parse(environmentSchema, input);
}

/**
 * Checks what environments share and fills in its defaults.
 *
 * @throws {InvalidEnvironmentError} with every problem at once
 */
export function parseShared(input: unknown): SharedSettings {
  return parse(sharedSettings, input);
}

function parse<Settings>(schema: z.ZodType<Settings>, input: unknown): Settings {
  const result = schema.safeParse(input, { error: describeIssue });
  if (result.success) return result.data;
  throw new InvalidEnvironmentError(nameOf(input), result.error.issues.flatMap(asProblems));
}

function asProblems(issue: {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}) {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys' || issue.keys === undefined) return [{ path: path.join('.'), message: issue.message }];
  const lines = issue.message.split('\n');
  return issue.keys.map((key, index): Problem => ({ path: [...path, key].join('.'), message: lines[index] ?? issue.message }));
}

function nameOf(input: unknown): string {
  const name = typeof input === 'object' && input !== null && 'name' in input ? input.name : undefined;
  return typeof name === 'string' ? name : '(without a name)';
}
