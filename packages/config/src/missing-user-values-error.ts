import { missingUserValues, type UserValueHolder, type UserValueName, userValues } from './user-values';

/** An environment still holds examples where only the user knows the value. */
export class MissingUserValuesError extends Error {
  override readonly name = 'MissingUserValuesError';

  constructor(
    readonly environmentName: string,
    readonly missing: readonly UserValueName[],
  ) {
    super(
      [
        `The environment '${environmentName}' can be synthesized, but not compared, deployed or destroyed, before these values are yours:`,
        ...missing.map(name => `  ${userValues[name].path}: ${userValues[name].what}\n    set ${userValues[name].variable}`),
        `or write them into stacks/environments/${environmentName}.ts.`,
      ].join('\n'),
    );
  }
}

/** @throws {MissingUserValuesError} that names each example value and both ways to give it */
export function requireUserValues(environment: UserValueHolder & { readonly name: string }): void {
  const missing = missingUserValues(environment);
  if (missing.length > 0) throw new MissingUserValuesError(environment.name, missing);
}
