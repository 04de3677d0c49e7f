import type { RpcException } from './rpc';

/** The function app could not be started, or its registrations are not what this project demands. */
export class FunctionsHostError extends Error {
  override readonly name = 'FunctionsHostError';
}

/** An invocation failed: its handler threw, its process ended, or its time ran out. */
export class FunctionInvocationError extends Error {
  override readonly name = 'FunctionInvocationError';

  constructor(
    functionName: string,
    /** The error's name in the function, or what the host calls it when the function did not answer. */
    readonly errorType: 'WorkerProcessExitException' | 'FunctionTimeoutException' | (string & {}),
    message: string,
    /** Inside the function. */
    readonly functionStack: string = '',
  ) {
    super(`${functionName} failed with ${errorType}: ${message}`);
  }

  static of(functionName: string, { name, message, stack }: RpcException): FunctionInvocationError {
    return new FunctionInvocationError(functionName, name, message, stack);
  }
}
