import { maskAccessKeyIds } from '@audit-bridge/access-key-records';

/** What an AWS service said, without the ids of keys that it may name. */
export interface AwsRefusal {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
}

interface ServiceError extends Error {
  readonly $metadata?: { readonly requestId?: string };
}

export function readRefusal(error: unknown): AwsRefusal {
  if (!(error instanceof Error)) return { code: 'Unknown', message: maskAccessKeyIds(String(error)), requestId: undefined };
  const { message, name, $metadata } = error as ServiceError;
  return { code: name.replace(/Exception$/, ''), message: maskAccessKeyIds(message), requestId: $metadata?.requestId };
}

export const isAccessDenied = ({ code }: AwsRefusal) => code === 'AccessDenied' || code === 'UnauthorizedOperation';

/** What to do about codes that mean the same everywhere. */
export const commonRemedies: Readonly<Record<string, string>> = {
  ExpiredToken: 'The session has expired. The next attempt has a new one.',
  RequestExpired: 'The session has expired. The next attempt has a new one.',
  InvalidClientTokenId:
    'AWS does not know the session: the next attempt has a new one. If it stays so, the account may have been suspended or closed.',
  SignatureDoesNotMatch: 'AWS took the request for forged or too old: is the clock right?',
  RequestTimeTooSkewed: 'The clock is wrong.',
};
