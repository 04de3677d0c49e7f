import { createHmac } from 'node:crypto';

/** The secret does not hold what a workspace calls its key. */
export class InvalidSharedKeyError extends Error {
  override readonly name = 'InvalidSharedKeyError';
}

export interface SignedRequest {
  readonly workspaceId: string;
  /** Base64, as the workspace shows it. */
  readonly sharedKey: string;
  /** Of the body in UTF-8. */
  readonly contentLength: number;
  /** `Mon, 04 Apr 2016 08:00:00 GMT` */
  readonly date: string;
}

export const collectorPath = '/api/logs';
export const collectorContentType = 'application/json';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The Authorization header.
 *
 * @see https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#authorization
 * @throws {InvalidSharedKeyError}
 */
export function sharedKeyAuthorization({ workspaceId, sharedKey, contentLength, date }: SignedRequest): string {
  // Node's decoder takes anything; a wrong secret would be a refusal without a reason.
  if (!base64.test(sharedKey))
    throw new InvalidSharedKeyError('The secret holds no Base64: put the primary or secondary key in as plain text.');
  const signed = ['POST', contentLength, collectorContentType, `x-ms-date:${date}`, collectorPath].join('\n');
  return `SharedKey ${workspaceId}:${createHmac('sha256', Buffer.from(sharedKey, 'base64')).update(signed).digest('base64')}`;
}
