/** What went wrong with a call, whether or not the service had applied it. */
export type CallFault = 'throttled' | 'server error' | 'timed out' | 'reset' | 'token expired';

export interface CallDescription<T> {
  /** Service and operation, for the trace: `table UpdateItem`. */
  readonly operation: string;
  /** What it is about, a blob's path for example. */
  readonly about?: string;
  /** What the service does when the request arrives; throws what the service answers as an error. */
  readonly apply: () => T;
  /** The error that the client throws for a fault. */
  readonly failure: (fault: CallFault) => Error;
  /** For the trace. */
  readonly describe?: (result: T) => string;
}

/** How a simulated client reaches its service. Contract suites use `immediateCalls`, the simulator a worker with latency and faults. */
export interface Caller {
  call<T>(description: CallDescription<T>): Promise<T>;
  /** Whether one entry of a batch fails this time, although the request as a whole is answered with 200. */
  entryFails(): boolean;
  /** Whether the client tries a failed request again by itself, as SDKs do, before it throws. */
  triesAgain(): boolean;
}

export const immediateCalls: Caller = {
  call: async ({ apply }) => apply(),
  entryFails: () => false,
  triesAgain: () => false,
};

/** A fault of the way to the service, not the service's own answer. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault';

  constructor(
    operation: string,
    readonly fault: CallFault,
  ) {
    super(`${operation}: ${fault}.`);
  }
}

/** A request as an SDK makes it: faults may be tried again before the caller hears of them, so that one request is applied twice. */
export async function callAsSdk<T>(caller: Caller, description: Omit<CallDescription<T>, 'failure'>): Promise<T> {
  const failure = (fault: CallFault) => new RequestFault(description.operation, fault);
  for (let attempt = 1; ; attempt++) {
    try {
      return await caller.call({ ...description, failure });
    } catch (error) {
      if (!(error instanceof RequestFault) || attempt === 3 || !caller.triesAgain()) throw error;
    }
  }
}
