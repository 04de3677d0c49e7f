/** An invocation failed. `errorType` is the error's name in the function, or what AWS Lambda calls it when the function did not answer. */
export class LambdaError extends Error {
  override readonly name = 'LambdaError';

  constructor(
    readonly errorType: 'Sandbox.Timedout' | 'Runtime.ExitError' | (string & {}),
    message: string,
    /** Stack frames inside the function. */
    readonly stackTrace: readonly string[] = [],
  ) {
    super(`${errorType}: ${message}`);
  }
}
