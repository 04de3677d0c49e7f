import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CachedSecret } from '../src';

class RefusedError extends Error {}
const isRefused = (error: unknown) => error instanceof RefusedError;

describe('CachedSecret', () => {
  let now = 0;
  let stored: string | undefined;
  let reads = 0;
  const clock = { now: () => now, sleep: async () => {} };
  const client = {
    send: async () => {
      reads += 1;
      return { SecretString: stored };
    },
  } as unknown as SecretsManagerClient;
  const secretOf = (sending = client, cacheMinutes?: number) =>
    new CachedSecret({ client: sending, secretArn: 'arn:secret', clock, cacheMinutes });
  const echo = async (value: string) => value;
  /** A service that takes one value alone. */
  const service = (accepted: () => string) => async (value: string) => {
    if (value !== accepted()) throw new RefusedError('not this one');
    return value;
  };

  beforeEach(() => {
    now = 1_000_000;
    stored = 'first';
    reads = 0;
  });

  it('reads once within its minutes, and again after them', async () => {
    const secret = secretOf(client, 2);
    expect(await secret.use(echo, isRefused)).toBe('first');
    stored = 'second';
    now += 119_999;
    expect(await secret.use(echo, isRefused)).toBe('first');
    now += 1;
    expect(await secret.use(echo, isRefused)).toBe('second');
    expect(reads).toBe(2);
  });

  it('reads once for callers that come at the same time', async () => {
    const secret = secretOf();
    await Promise.all([1, 2, 3].map(() => secret.use(echo, isRefused)));
    expect(reads).toBe(1);
  });

  it('reads a rotated value as soon as the old one is refused', async () => {
    const secret = secretOf();
    await secret.use(echo, isRefused);
    stored = 'second';
    expect(
      await secret.use(
        service(() => 'second'),
        isRefused,
      ),
    ).toBe('second');
    expect(
      await secret.use(
        service(() => 'second'),
        isRefused,
      ),
    ).toBe('second');
    expect(reads).toBe(2);
  });

  it('reads anew once only when the new value is refused too, and does not send an unchanged value twice', async () => {
    const secret = secretOf();
    await secret.use(echo, isRefused);
    const tried: string[] = [];
    const refusing = async (value: string) => {
      tried.push(value);
      throw new RefusedError('no');
    };
    await expect(secret.use(refusing, isRefused)).rejects.toThrow(RefusedError);
    expect(tried).toEqual(['first']);
    stored = 'second';
    await expect(secret.use(refusing, isRefused)).rejects.toThrow(RefusedError);
    expect(tried).toEqual(['first', 'first', 'second']);
    expect(reads).toBe(3);
  });

  it('lets other failures through', async () => {
    await expect(secretOf().use(() => Promise.reject(new Error('busy')), isRefused)).rejects.toThrow('busy');
    expect(reads).toBe(1);
  });

  it('does not keep a failed read', async () => {
    let fail = true;
    const flaky = {
      send: () =>
        fail ? Promise.reject(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })) : client.send({} as never),
    } as unknown as SecretsManagerClient;
    const secret = secretOf(flaky);
    await expect(secret.use(echo, isRefused)).rejects.toMatchObject({
      name: 'SecretUnavailableError',
      message: expect.stringContaining('arn:secret'),
    });
    fail = false;
    expect(await secret.use(echo, isRefused)).toBe('first');
  });

  it.each([
    ['ResourceNotFoundException', 'put one in'],
    ['AccessDeniedException', 'secretsmanager:GetSecretValue'],
  ])('says what to do about %s', async (name, remedy) => {
    const refusing = { send: () => Promise.reject(Object.assign(new Error('x'), { name })) } as unknown as SecretsManagerClient;
    await expect(secretOf(refusing).use(echo, isRefused)).rejects.toThrow(remedy);
  });

  it.each([undefined, '', ' \n'])('takes %j for no value', async value => {
    stored = value;
    await expect(secretOf().use(echo, isRefused)).rejects.toThrow('holds no text');
  });

  it('leaves out the line feed that an editor adds', async () => {
    stored = 'first\n';
    expect(await secretOf().use(echo, isRefused)).toBe('first');
  });
});
