/**
 * What host and worker say to each other.
 *
 * @see https://github.com/Azure/azure-functions-language-worker-protobuf/blob/dev/src/proto/FunctionRpc.proto
 */
export type RpcTypedData =
  | { readonly string: string }
  | { readonly json: string }
  | { readonly bytes: Uint8Array }
  | { readonly collectionBytes: { readonly bytes: readonly Uint8Array[] } }
  | { readonly collectionString: { readonly string: readonly string[] } }
  | { readonly collectionSint64: { readonly sint64: readonly (number | RpcLong)[] } };

/** A 64-bit number as the worker's gRPC library may give it: https://github.com/Azure/azure-functions-nodejs-worker/issues/844 */
export interface RpcLong {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
}

export interface RpcInvocationRequest {
  readonly inputData: readonly { readonly name: string; readonly data: RpcTypedData }[];
  readonly triggerMetadata: Readonly<Record<string, RpcTypedData>>;
  readonly retryContext?: RpcRetryContext;
}

export interface RpcRetryContext {
  readonly retryCount: number;
  readonly maxRetryCount: number;
  readonly exception?: { readonly message: string };
}

/** What `@azure/functions` registers. */
export interface RpcFunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, RpcBinding>>;
  readonly retryOptions?: RpcRetryOptions;
}

/** One of the bindings: its type, and the options of its type as they were written. */
export interface RpcBinding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly [option: string]: unknown;
}

export interface RpcRetryOptions {
  readonly retryStrategy: 'fixedDelay' | 'exponentialBackoff';
  /** -1 for ever. */
  readonly maxRetryCount: number;
  readonly delayInterval?: { readonly seconds: number };
  readonly minimumInterval?: { readonly seconds: number };
  readonly maximumInterval?: { readonly seconds: number };
}

export interface RpcException {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** From worker to host. */
export type WorkerMessage =
  | { readonly kind: 'loaded'; readonly functions: readonly RpcFunctionMetadata[] }
  | { readonly kind: 'loadFailed'; readonly error: RpcException }
  | { readonly kind: 'result'; readonly id: string; readonly error?: RpcException }
  | ({ readonly kind: 'log' } & FunctionLogEntry)
  | { readonly kind: 'terminated' };

/** One line of the function's log, which Application Insights keeps in `traces`. */
export interface FunctionLogEntry {
  readonly level: 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
  /** `user` for the function's own lines, `console` for what the process printed. */
  readonly category: 'user' | 'system' | 'console';
  readonly message: string;
  readonly functionName?: string;
  readonly invocationId?: string;
}
