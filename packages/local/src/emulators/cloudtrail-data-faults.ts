/** What goes wrong with one PutAuditEvents request. */
export type CloudTrailDataFault =
  /** The request as a whole fails: `{ status: 503, errorType: 'ServiceUnavailableException' }`. Nothing is accepted. */
  | { readonly kind: 'refuse-request'; readonly status: number; readonly errorType: string }
  /** Entries fail inside a 200 (`Throttling`, `InternalFailure`, or a code that is final); the others are accepted. */
  | { readonly kind: 'refuse-entries'; readonly errorCode: string; readonly entries: (id: string, index: number) => boolean }
  /** The connection breaks: before anything was accepted, or after everything was. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** No answer, ever; nothing is accepted. */
  | { readonly kind: 'hang' };

/** Decides over each request; `requestNumber` is 1 for the first one. */
export type ChooseFault = (request: { readonly requestNumber: number; readonly ids: readonly string[] }) => CloudTrailDataFault | undefined;
