import { IAMClient } from '@aws-sdk/client-iam';
import { AdaptiveRetries } from '../src/adaptive-retries';
import { awsConnections, connectionsUntil } from '../src/aws-connections';
import { IamAccountReader } from '../src/iam-account-reader';
import { AwsStandIn, type StandInUser } from './aws-stand-in';

const keyId = 'AKIAIOSFODNN7EXAMPLE';
const roleArn = 'arn:aws:iam::222222222222:role/reader';

const user = (name: string, ...ids: readonly string[]): StandInUser => ({
  name,
  id: `AIDA${name.length}${ids.join('')}`,
  arn: `arn:aws:iam::222222222222:user/${name}`,
  keys: ids.map(id => ({ id, status: 'Active', createdAt: '2021-02-03T04:05:06Z' })),
});

describe('IamAccountReader', () => {
  let aws: AwsStandIn;
  let reader: IamAccountReader;
  let throttled = 0;
  const stop = new AbortController();
  const connections = awsConnections(8);

  beforeEach(async () => {
    aws = await AwsStandIn.start();
    throttled = 0;
    reader = openReader();
  });

  function openReader(signal = stop.signal): IamAccountReader {
    const client = new IAMClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'ASIA222222222222', secretAccessKey: 'x', sessionToken: 'y' },
      requestHandler: connectionsUntil(signal, connections),
      // No time is lost by waiting: delays are a random part of a growing ceiling.
      retryStrategy: new AdaptiveRetries({ signal, onThrottled: () => throttled++, randomness: () => 0 }),
    });
    return new IamAccountReader({ client, accountId: '222222222222', roleArn });
  }

  afterEach(() => aws.stop());
  afterAll(() => connections.destroy());

  async function everyUser(from = reader) {
    const users = [];
    for await (const page of from.userPages()) users.push(...page);
    return users;
  }

  it('lists users over many pages, each after the one before it', async () => {
    aws.users = Array.from({ length: 25 }, (_, n) => user(`user-${n}`));
    aws.usersPerPage = 10;
    expect((await everyUser()).map(({ userName }) => userName)).toEqual(aws.users.map(({ name }) => name));
    expect(aws.calls.map(({ parameters }) => parameters)).toEqual([
      { Action: 'ListUsers', Version: '2010-05-08', MaxItems: '1000' },
      { Action: 'ListUsers', Version: '2010-05-08', MaxItems: '1000', Marker: 'from 10' },
      { Action: 'ListUsers', Version: '2010-05-08', MaxItems: '1000', Marker: 'from 20' },
    ]);
  });

  it('knows an account without users', async () => {
    expect(await everyUser()).toEqual([]);
  });

  it('takes every character that a user’s name may have, paths, and tags in any script', async () => {
    const name = 'A_z09+=,.@-';
    aws.users = [
      { ...user(name, keyId), arn: `arn:aws:iam::222222222222:user/Teams & <Zürich>/${name}`, tags: { Besitzer: 'Zoë & 王 <🚀>' } },
    ];
    expect(await everyUser()).toEqual([
      { userName: name, userId: expect.any(String), userArn: `arn:aws:iam::222222222222:user/Teams & <Zürich>/${name}` },
    ]);
    expect(await reader.listKeys(name)).toEqual([{ accessKeyId: keyId, status: 'Active', createdAt: Date.parse('2021-02-03T04:05:06Z') }]);
  });

  it('lists more keys than a user may have: several pages, too', async () => {
    aws.users = [user('ada', 'AKIA0000000000000001', 'AKIA0000000000000002', 'AKIA0000000000000003')];
    aws.keysPerPage = 2;
    expect((await reader.listKeys('ada'))?.map(({ accessKeyId }) => accessKeyId.at(-1))).toEqual(['1', '2', '3']);
  });

  it('does not go round in circles, nor take a page that follows on itself for the end', async () => {
    aws.users = Array.from({ length: 4 }, (_, n) => user(`user-${n}`));
    aws.usersPerPage = 0;
    await expect(everyUser()).rejects.toThrow(/Account 222222222222: IAM refused ListUsers \(TypeError: A page follows on itself.\)/);
  });

  it('reads the last use, and that there was none', async () => {
    const used = { usedAt: '2026-11-01T10:20:00Z', region: 'eu-central-1', serviceName: 's3' };
    const one = user('ada', 'AKIA0000000000000001', 'AKIA0000000000000002');
    aws.users = [{ ...one, keys: one.keys.map((key, n) => (n === 0 ? { ...key, lastUse: used } : key)) }];
    expect(await reader.readLastUse('AKIA0000000000000001')).toEqual({
      usedAt: Date.parse('2026-11-01T10:20:00Z'),
      region: 'eu-central-1',
      serviceName: 's3',
    });
    expect(await reader.readLastUse('AKIA0000000000000002')).toEqual({ usedAt: undefined, region: 'N/A', serviceName: 'N/A' });
  });

  it('counts the root user’s keys', async () => {
    aws.rootKeys = 1;
    expect(await reader.countRootKeys()).toBe(1);
  });

  it('tells a user that is gone from one without keys', async () => {
    aws.users = [user('ada')];
    expect(await reader.listKeys('ada')).toEqual([]);
    expect(await reader.listKeys('ben')).toBeUndefined();
  });

  it('does not decide why a key is not told of, and does not show its id', async () => {
    const answer = await reader.readLastUse(keyId);
    expect(answer).toMatchObject({ notTold: { code: 'AccessDenied' } });
    expect(JSON.stringify(answer, Object.getOwnPropertyNames(Error.prototype).concat('notTold', 'message', 'stack'))).not.toContain(keyId);
    aws.faults.push({ action: 'GetAccessKeyLastUsed', status: 404, code: 'NoSuchEntity', message: `no key ${keyId}` });
    expect(await reader.readLastUse(keyId)).toMatchObject({
      notTold: { code: 'NoSuchEntity', message: expect.not.stringContaining(keyId) },
    });
  });

  const calls: readonly (readonly [action: string, call: (from?: IamAccountReader) => Promise<unknown>])[] = [
    ['GetAccountSummary', (from = reader) => from.countRootKeys()],
    ['ListUsers', everyUser],
    ['ListAccessKeys', (from = reader) => from.listKeys('ada')],
    ['GetAccessKeyLastUsed', (from = reader) => from.readLastUse(keyId)],
  ];

  it('waits when IAM throttles, whatever the call, and counts it', async () => {
    aws.users = [user('ada', keyId)];
    for (const [action] of calls) aws.faults.push({ action, times: 1, code: 'Throttling', message: 'Rate exceeded' });
    // A client each: the rate of one that is throttled falls to one call in two seconds at first.
    await Promise.all(calls.map(([, call]) => call(openReader())));
    expect(aws.calls).toHaveLength(2 * calls.length);
    expect(throttled).toBe(calls.length);
  });

  it.each(calls)('asks %s again after a reset, a 503 and a 500', async (action, call) => {
    aws.users = [user('ada', keyId)];
    aws.faults.push({ action, times: 1, breaks: 'reset' }, { action, times: 1, status: 503 }, { action, times: 1, status: 500 });
    await call();
    expect(aws.calls).toHaveLength(4);
    expect(throttled).toBe(0);
  });

  it.each(calls)('takes nothing from an answer to %s that breaks off', async (action, call) => {
    aws.users = [user('ada', keyId)];
    aws.faults.push({ action, breaks: 'truncated' });
    await expect(call()).rejects.toThrow(`Account 222222222222: IAM refused ${action}`);
  });

  it.each(calls)('names account, role and remedy when %s is denied', async (action, call) => {
    aws.faults.push({ action, status: 403, code: 'AccessDenied', message: `not authorized to perform: iam:${action}` });
    const problem = await call().then(
      answer => (answer as { notTold?: Error }).notTold,
      error => error as Error,
    );
    expect(problem?.message).toBe(
      `Account 222222222222: IAM refused ${action} (AccessDenied: not authorized to perform: iam:${action}). The role ${roleArn} needs iam:${action}: deploy it again, and look for a policy of the organization that forbids it.`,
    );
  });

  it.each([
    ['ExpiredToken', 'The session has expired.'],
    ['InvalidClientTokenId', 'AWS does not know the session'],
    ['SignatureDoesNotMatch', 'is the clock right?'],
  ])('says what %s means', async (code, remedy) => {
    aws.faults.push({ action: 'ListUsers', status: 403, code });
    await expect(everyUser()).rejects.toThrow(remedy);
  });

  it.each(['RequestTimeTooSkewed', 'SignatureDoesNotMatch'])('signs with the time of AWS when its own clock is wrong (%s)', async code => {
    const hour = 3_600_000;
    aws.faults.push({ action: 'ListUsers', times: 1, status: 403, code, date: new Date(Date.now() + hour) });
    await everyUser();
    const [first = 0, second = 0] = aws.calls.map(({ signedAt }) => signedAt);
    expect(second - first).toBeGreaterThan(0.9 * hour);
  });

  it('ends a call under way when the run ends', async () => {
    aws.faults.push({ action: 'GetAccountSummary', breaks: 'silent' });
    const ending = new AbortController();
    const waiting = openReader(ending.signal).countRootKeys();
    setTimeout(() => ending.abort(), 20);
    await expect(waiting).rejects.toThrow('IAM refused GetAccountSummary (AbortError');
  });

  it('fails a page in the middle of the listing', async () => {
    aws.users = Array.from({ length: 20 }, (_, n) => user(`user-${n}`));
    aws.usersPerPage = 10;
    const pages = reader.userPages();
    expect((await pages.next()).value).toHaveLength(10);
    aws.faults.push({ action: 'ListUsers', status: 403, code: 'AccessDenied' });
    await expect(pages.next()).rejects.toThrow('IAM refused ListUsers');
  });
});
