import { en } from 'zod/locales';
import * as z from 'zod/mini';

/** The function cannot start: its construct has not given it what it needs. */
export class FunctionEnvironmentError extends Error {
  override readonly name = 'FunctionEnvironmentError';
}

/**
 * Reads a function's variables once, at its cold start. An empty variable counts as missing; there is no fallback.
 *
 * @throws {FunctionEnvironmentError} which names every variable that is missing or wrong, never a value
 */
export function readEnvironment<Settings>(schema: z.core.$ZodType<Settings>, variables: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  // To compile the schema pays from the second use on, and there is none. Zod's small half has no words of its own for what is wrong.
  const result = z.safeParse(schema, given, { jitless: true, error: issue => en().localeError(issue) });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const name = path.map(String).join('.');
    return given[name] === undefined ? `${name} is missing` : `${name}: ${message}`;
  });
  throw new FunctionEnvironmentError(
    `The function cannot start. ${problems.join('; ')}. Its construct sets these variables: deploy it again.`,
  );
}
