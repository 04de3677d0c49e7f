import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { WebIdentityError } from './errors';

const timeoutCode = 'TokenTimeout';

/**
 * A credential whose requests end. The endpoint of a managed identity can leave one without an answer; its library would wait for ever, and with it
 * every request to either cloud that needs the token.
 */
export function timedCredential(credential: TokenCredential, timeoutMilliseconds: number): TokenCredential {
  return {
    getToken: async (scopes, options) => {
      const controller = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const expired = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          controller.abort();
          reject(new WebIdentityError(`The identity did not answer within ${timeoutMilliseconds / 1000} s.`, timeoutCode));
        }, timeoutMilliseconds);
      });
      const answered: Promise<AccessToken | null> = credential.getToken(scopes, { ...options, abortSignal: controller.signal });
      try {
        return await Promise.race([answered, expired]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Whether a timed credential failed because its time was over. */
export const isTokenTimeout = (error: unknown) => error instanceof WebIdentityError && error.errorCode === timeoutCode;
