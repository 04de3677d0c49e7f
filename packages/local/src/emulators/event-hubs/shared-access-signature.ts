import { createHmac } from 'node:crypto';

/** The only key of the stand-in: no secret. */
export const sharedAccessKey = { name: 'local', key: 'bm8tc2VjcmV0' } as const;

/**
 * Whether a token is signed with the stand-in's key, and current.
 *
 * @see https://learn.microsoft.com/rest/api/eventhub/generate-sas-token
 */
export function isSignedWithKey(token: unknown): boolean {
  if (typeof token !== 'string' || !token.startsWith('SharedAccessSignature ')) return false;
  const parts = new URLSearchParams(token.slice('SharedAccessSignature '.length));
  const [resource, expiry] = [parts.get('sr') ?? '', parts.get('se') ?? ''];
  const signature = createHmac('sha256', sharedAccessKey.key)
    .update(`${encodeURIComponent(resource)}\n${expiry}`)
    .digest('base64');
  return parts.get('skn') === sharedAccessKey.name && parts.get('sig') === signature && Number(expiry) * 1000 > Date.now();
}
