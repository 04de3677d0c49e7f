import type { TokenCredential } from '@azure/core-auth';
import { timedCredential } from '../src/timed-credential';

const token = { token: 't', expiresOnTimestamp: 0 };

describe('timedCredential', () => {
  it('passes scopes and options on, and the token back', async () => {
    const asked: unknown[] = [];
    const credential: TokenCredential = {
      getToken: async (scopes, options) => {
        asked.push(scopes, options?.tenantId);
        return token;
      },
    };
    expect(await timedCredential(credential, 1_000).getToken('scope', { tenantId: 'tenant' })).toBe(token);
    expect(asked).toEqual(['scope', 'tenant']);
  });

  it('ends a request that gets no answer, and asks anew the next time', async () => {
    let signal: { readonly aborted: boolean } | undefined;
    let answers = false;
    const credential: TokenCredential = {
      getToken: async (_, options) => {
        signal = options?.abortSignal;
        return answers ? token : new Promise(() => {});
      },
    };
    const timed = timedCredential(credential, 20);
    await expect(timed.getToken('scope')).rejects.toMatchObject({ name: 'WebIdentityError', errorCode: 'TokenTimeout' });
    expect(signal?.aborted).toBe(true);
    answers = true;
    expect(await timed.getToken('scope')).toBe(token);
  });

  it('raises what the credential raises', async () => {
    const credential: TokenCredential = { getToken: () => Promise.reject(new Error('refused')) };
    await expect(timedCredential(credential, 1_000).getToken('scope')).rejects.toThrow('refused');
  });
});
