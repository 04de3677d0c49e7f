import type { AccessToken } from '@azure/core-auth';
import { AccessTokens } from '../src/access-tokens';

describe('AccessTokens', () => {
  let now: number;
  let opened: number;
  let asked: string[];
  let answer: (number: number) => Promise<AccessToken | null>;
  const hour = 3_600_000;

  beforeEach(() => {
    now = 1_000_000;
    opened = 0;
    asked = [];
    answer = async number => ({ token: `token-${opened}-${number}`, expiresOnTimestamp: now + hour });
  });

  const tokens = () =>
    new AccessTokens({
      openCredential: () => {
        opened += 1;
        return { getToken: async scope => answer(asked.push(String(scope))) };
      },
      scope: 'https://monitor.azure.us/.default',
      clock: { now: () => now, sleep: async () => {} },
    });

  it('opens no credential before the first request', async () => {
    const one = tokens();
    expect(opened).toBe(0);
    await one.current(1000);
    expect(opened).toBe(1);
  });

  it('asks once for requests side by side, for the scope given', async () => {
    const one = tokens();
    expect(await Promise.all([one.current(1000), one.current(1000), one.current(1000)])).toEqual(['token-1-1', 'token-1-1', 'token-1-1']);
    expect(asked).toEqual(['https://monitor.azure.us/.default']);
  });

  it('asks again five minutes before a token ends', async () => {
    const one = tokens();
    await one.current(1000);
    now += hour - 300_001;
    expect(await one.current(1000)).toBe('token-1-1');
    now += 1;
    expect(await one.current(1000)).toBe('token-1-2');
    expect(opened).toBe(1);
  });

  it('opens another credential for a token that the service refuses, once for requests side by side', async () => {
    const one = tokens();
    const refused = await one.current(1000);
    expect(await Promise.all([one.otherThan(refused, 1000), one.otherThan(refused, 1000)])).toEqual(['token-2-2', 'token-2-2']);
    expect(await one.otherThan(refused, 1000)).toBe('token-2-2');
    expect(opened).toBe(2);
  });

  it('does not keep a failure, and keeps its cause', async () => {
    const one = tokens();
    const cause = new Error('closed');
    answer = () => Promise.reject(cause);
    await expect(one.current(1000)).rejects.toMatchObject({ name: 'NoTokenError', cause });
    answer = async () => null;
    await expect(one.current(1000)).rejects.toMatchObject({ name: 'NoTokenError' });
    answer = async () => ({ token: 'good', expiresOnTimestamp: now + hour });
    expect(await one.current(1000)).toBe('good');
  });

  it('waits no longer than it may', async () => {
    answer = () => new Promise(() => {});
    await expect(tokens().current(1)).rejects.toThrow('within 0.001 s');
  });
});
