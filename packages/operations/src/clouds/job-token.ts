/** Where a job of GitHub's asks who it is. */
export interface JobTokenSource {
  readonly url: string;
  /** Of this job alone. A secret. */
  readonly bearer: string;
}

const timeoutMilliseconds = 10_000;

/**
 * A signed statement of which repository and GitHub environment the job belongs to.
 *
 * https://docs.github.com/actions/reference/security/oidc
 *
 * @throws {JobTokenError}
 */
export async function readJobToken({ bearer, url }: JobTokenSource, audience: string): Promise<string> {
  const asked = new URL(url);
  asked.searchParams.set('audience', audience);
  const headers = { authorization: `bearer ${bearer}`, accept: 'application/json' };
  const answer = await fetch(asked, { headers, signal: AbortSignal.timeout(timeoutMilliseconds) }).catch(cause => {
    throw new JobTokenError('it does not answer', { cause });
  });
  if (!answer.ok) throw new JobTokenError(`it answers ${answer.status}`);
  const body: unknown = await answer.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'value' in body && typeof body.value === 'string') return body.value;
  throw new JobTokenError('its answer holds no token');
}

export class JobTokenError extends Error {
  override readonly name = 'JobTokenError';

  constructor(what: string, options?: ErrorOptions) {
    super(`GitHub gave this job no token to sign in to Azure with: ${what}. The job needs the permission \`id-token: write\`.`, options);
  }
}
