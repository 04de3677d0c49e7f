import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#request-headers */
const maxClockSkewMilliseconds = 15 * 60_000;

export interface SharedKeyRules {
  readonly workspaceId: string;
  /** Primary and secondary, in Base64. */
  readonly sharedKeys: readonly string[];
}

/**
 * Verifies the signature of a request as the service does: computed anew from what arrived.
 *
 * @returns what is wrong; undefined when nothing is
 */
export function checkSharedKey({ headers }: IncomingMessage, body: Buffer, now: number, rules: SharedKeyRules): string | undefined {
  const [, workspaceId, signature = ''] = /^SharedKey ([^:]+):(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (workspaceId === undefined) return 'The Authorization header holds no SharedKey signature.';
  if (workspaceId !== rules.workspaceId) return 'The workspace of the signature is another one.';
  const date = String(headers['x-ms-date'] ?? '');
  if (new Date(date).toUTCString() !== date) return 'The x-ms-date header holds no date like Mon, 04 Apr 2016 08:00:00 GMT.';
  if (Math.abs(now - Date.parse(date)) > maxClockSkewMilliseconds) return 'The x-ms-date header is more than 15 minutes away.';
  const signed = `POST\n${body.length}\n${headers['content-type']}\nx-ms-date:${date}\n/api/logs`;
  const isRight = rules.sharedKeys.some(key =>
    isEqual(signature, createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest()),
  );
  return isRight ? undefined : 'The signature is not that of the request with a key of the workspace.';
}

function isEqual(signature: string, expected: Buffer): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}
