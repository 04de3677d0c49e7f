/** A secret could not be read. The message never holds its value. */
export class SecretUnavailableError extends Error {
  override readonly name = 'SecretUnavailableError';
}
