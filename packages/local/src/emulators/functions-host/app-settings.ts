import { FunctionsHostError } from './errors';

export type AppSettings = Readonly<Record<string, string>>;

/**
 * Puts app settings in the place of `%NAME%`.
 *
 * @throws {FunctionsHostError} when one is missing: the host would not start the function
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-expressions-patterns#binding-expressions---app-settings
 */
export function resolveAppSettings(text: string, settings: AppSettings): string {
  return text.replace(/%([^%]*)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined || value === '') throw new FunctionsHostError(`The binding names the app setting %${name}%, which is not set.`);
    return value;
  });
}

/** Whether the host finds a connection: one setting, or those of an identity-based connection, which begin with its name. */
export function hasConnection(name: string, settings: AppSettings): boolean {
  return settings[name] !== undefined || settings[`${name}__fullyQualifiedNamespace`] !== undefined;
}
