import type { IngestedRow } from './ingested-rows';

type ChooseRows = (row: IngestedRow, index: number) => boolean;

/** What goes wrong with one request to an ingestion endpoint of Azure Monitor. */
export type IngestionFault =
  /** Nothing is accepted: `{ status: 429, code: 'TooManyRequests', retryAfter: '2' }`. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code?: string; readonly retryAfter?: string }
  /** The connection breaks: before anything was accepted, or after everything was. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** No answer, ever; nothing is accepted. */
  | { readonly kind: 'hang' }
  /** All is accepted, and these rows never appear: a transformation failed, or the service lost them. */
  | { readonly kind: 'lose-rows'; readonly rows: ChooseRows }
  /** All is accepted, and these rows appear later, when they are released. */
  | { readonly kind: 'hold-rows'; readonly rows: ChooseRows };

/** Decides over each request that is valid; `requestNumber` is 1 for the first one. */
export type ChooseIngestionFault = (request: {
  readonly requestNumber: number;
  readonly rows: readonly IngestedRow[];
}) => IngestionFault | undefined;
