/** What this needs of a zod schema: written down here so that reading it costs a bundle nothing. */
interface EnvironmentSchema<Settings> {
  safeParse(
    variables: unknown,
    settings: { readonly jitless: boolean },
  ):
    | { readonly success: true; readonly data: Settings }
    | {
        readonly success: false;
        readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
      };
}

/** The function cannot start: its construct has not given it what it needs. */
export class FunctionEnvironmentError extends Error {
  override readonly name = 'FunctionEnvironmentError';
}

/**
 * Reads a function's variables once, at its cold start. An empty variable counts as missing; there is no fallback.
 *
 * @throws {FunctionEnvironmentError} which names every variable that is missing or wrong, never a value
 */
export function readEnvironment<Settings>(schema: EnvironmentSchema<Settings>, variables: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  // To compile the schema pays from the second use on, and there is none.
  const result = schema.safeParse(given, { jitless: true });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const name = path.map(String).join('.');
    return given[name] === undefined ? `${name} is missing` : `${name}: ${message}`;
  });
  throw new FunctionEnvironmentError(
    `The function cannot start. ${problems.join('; ')}. Its construct sets these variables: deploy it again.`,
  );
}
