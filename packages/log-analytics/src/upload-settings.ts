import type { Clock, Randomness } from '@audit-bridge/backoff';
import type { SendRequest } from './http-exchange';

/** What both transports share. */
export interface UploadSettings {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Called before a request is sent again: for a metric. */
  readonly onRetry?: (retry: UploadRetry) => void;
  /** Of a request's body, at most the service's own limit. @default as each transport says */
  readonly maxBodyBytes?: number;
  /** Requests of one upload under way at once. @default 4 */
  readonly maxConcurrentRequests?: number;
  /** Without an answer after this, a request is given up and sent again. @default 30 */
  readonly requestTimeoutSeconds?: number;
  /** How a request is sent. @default over HTTPS, through the proxy that HTTPS_PROXY names */
  readonly send?: SendRequest;
}

export interface UploadRetry {
  readonly code: string;
  readonly status: number | undefined;
  /** How many records are sent again. */
  readonly records: number;
  readonly delayMilliseconds: number;
}
