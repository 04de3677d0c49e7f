import { InvalidEnvironmentError, parseEnvironment } from '../src/index';
import { production, sandbox } from './example-environments';

/** The problems of an input, as `path: message`. */
function problemsOf(input: unknown): readonly string[] {
  try {
    parseEnvironment(input);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
}

type Lake = Record<string, unknown>;

const withLake = (environment: { pipelines: { cloudtrailLake: object } }, change: Lake) => ({
  ...environment,
  pipelines: { cloudtrailLake: { ...environment.pipelines.cloudtrailLake, ...change } },
});

const lakeArn = (resource: string, accountId = '123456789012', region = 'eu-central-1') =>
  `arn:aws:cloudtrail:${region}:${accountId}:${resource}`;

describe('parseEnvironment', () => {
  it('takes a production environment and a sandbox, and fills in what they leave out', () => {
    expect(parseEnvironment(production)).toMatchObject({
      aws: { partition: 'aws' },
      azure: { cloud: 'public', blobReplication: 'ZRS', subscriptionIds: ['aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'] },
      alarms: { newestEventAgeHours: 24 },
      pipelines: { cloudtrailLake: { scheduleMinutes: 5, failedEventsRetentionDays: 365, processor: { timeoutSeconds: 300 } } },
    });
    expect(parseEnvironment(sandbox).owner).toBe('ana');
  });

  it('reports every problem at once, structural ones and those between settings, each with its path and what to write', () => {
    const problems = problemsOf({
      ...withLake(production, { stateTtlDays: 100, scheduleMinutes: 0, processor: { timeoutSeconds: 900 } }),
      aws: { accountId: '12', region: 'us-gov-west-1' },
      protection: 'destroyable',
      logRetentionDays: 31,
    });
    expect(problems).toEqual([
      "aws.accountId: write the account's 12 digits as text, like '123456789012'",
      expect.stringMatching(/^logRetentionDays: is 31: write one of 1, 3, 5, /),
      'pipelines.cloudtrailLake.scheduleMinutes: is 0: write 1 or more',
      'pipelines.cloudtrailLake.processor.timeoutSeconds: is 900: write 300 or less',
      "protection: write 'protected': production must not lose its data to a destroy",
      expect.stringMatching(/^pipelines\.cloudtrailLake\.stateTtlDays: is 100: write 120 or more/),
      "aws.region: 'us-gov-west-1' is no Region of the partition 'aws': write one like 'eu-central-1'",
    ]);
  });

  it('says in one message what is wrong and where', () => {
    expect(() => parseEnvironment({ ...production, kind: 'prodution' })).toThrow(
      "The environment 'prod' has one problem:\n  kind: is the text 'prodution': write one of 'sandbox', 'development', 'production'",
    );
  });

  it.each([
    [{ ...production, logRetentionDay: 3 }, "logRetentionDay: is no setting: did you mean 'logRetentionDays'?"],
    [
      withLake(production, { shceduleMinutes: 3 }),
      "pipelines.cloudtrailLake.shceduleMinutes: is no setting: did you mean 'scheduleMinutes'?",
    ],
    [{ ...production, alarms: { emails: [] } }, /^alarms\.emails: is no setting/],
    [{ ...production, colour: 'red' }, /^colour: is no setting: leave it out \(there are kind, name, /],
  ])('refuses an unknown key and suggests the known one: %#', (input, problem) => {
    const [first, ...rest] = problemsOf(input);
    expect(first).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
    expect(rest).toEqual([]);
  });

  it('says of a missing setting what to write', () => {
    const { aws: _, ...withoutAws } = production;
    expect(problemsOf(withoutAws)).toEqual(['aws: is missing: write an object']);
    expect(problemsOf({ ...production, aws: { region: 'eu-central-1' } })).toEqual([
      "aws.accountId: is missing: write the account's 12 digits as text, like '123456789012'",
    ]);
  });

  it.each([undefined, null, 'prod', 7, []])('refuses %p, which is no environment', input => {
    expect(problemsOf(input)).toHaveLength(1);
  });

  it.each([
    ['a sandbox without an owner', { ...sandbox, owner: undefined }, /^owner: is missing/],
    ['an owner of production', { ...production, owner: 'ana' }, /^owner: belongs to a sandbox only/],
    ['production with its state on one machine', { ...production, state: { kind: 'local' } }, /^state\.kind: write 's3'/],
    ['a sandbox that cannot be destroyed', { ...sandbox, protection: 'protected' }, /^protection: write 'destroyable'/],
    ['production without alarms', { ...production, alarms: { noAlarms: true, reason: 'We trust it.' } }, /^alarms: write the settings/],
    ['alarms left out without a reason', { ...sandbox, alarms: { noAlarms: true, reason: '' } }, /^alarms\.reason: write in a sentence/],
    ['production that forgets its logs early', { ...production, logRetentionDays: 7 }, /^logRetentionDays: is 7: write 30 or more/],
    ['production on generated records', withLake(production, { source: 'generated' }), /^pipelines\.cloudtrailLake\.source: /],
    ['production that forgets refused records early', withLake(production, { failedEventsRetentionDays: 30 }), /write 365 or more/],
    [
      'a state that dies 29 days after the blobs',
      withLake(production, { blobRetentionDays: 90, stateTtlDays: 119 }),
      /stateTtlDays: is 119: write 120 or more/,
    ],
    [
      'an archive that forgets before the log group',
      withLake(sandbox, { destination: { kind: 'cloudwatch-logs', retentionDays: 30, archiveRetentionDays: 7 } }),
      /archiveRetentionDays: is 7: write 30 or more/,
    ],
    [
      'a step too small for its concurrency',
      withLake(production, { processor: { maxConcurrentRequests: 8, maxStepEvents: 799 } }),
      /maxStepEvents: is 799: write 800 or more/,
    ],
    [
      "an issuer that is not the account's",
      withLake(production, { authentication: { kind: 'web-identity', issuerUrl: 'https://example.com' } }),
      /issuerUrl: write the account's own token issuer/,
    ],
    [
      'production with an event data store that anybody may delete',
      withLake(production, {
        destination: {
          ...production.pipelines.cloudtrailLake.destination,
          eventDataStore: { kind: 'created', retentionDays: 365, terminationProtection: false },
        },
      }),
      /terminationProtection: write true/,
    ],
    [
      'a given channel into a store that does not exist yet',
      withLake(production, {
        destination: { ...production.pipelines.cloudtrailLake.destination, channel: { kind: 'given', arn: lakeArn('channel/1') } },
      }),
      /eventDataStore\.kind: write 'given'/,
    ],
    [
      'a channel of another account, which refuses our events',
      withLake(production, {
        destination: {
          kind: 'cloudtrail-lake',
          eventDataStore: { kind: 'given', arn: lakeArn('eventdatastore/1') },
          channel: { kind: 'given', arn: lakeArn('channel/1', '999999999999') },
        },
      }),
      /channel\.arn: .* lies elsewhere/,
    ],
    [
      'a subscription that is listed twice in two spellings',
      {
        ...production,
        azure: { ...production.azure, subscriptionIds: [production.azure.subscriptionId, production.azure.subscriptionId.toLowerCase()] },
      },
      /subscriptionIds: list each subscription once/,
    ],
    ['no pipeline', { ...production, pipelines: {} }, /^pipelines: name at least one/],
  ])('refuses %s', (_what, input, problem) => {
    expect(problemsOf(input)).toEqual([expect.stringMatching(problem)]);
  });

  it('stays silent about a rule between settings while one of them is wrong by itself', () => {
    expect(problemsOf(withLake(production, { blobRetentionDays: 'long' }))).toEqual([
      "pipelines.cloudtrailLake.blobRetentionDays: is the text 'long': write a number",
    ]);
  });

  it('takes given ARNs of its own account, and another partition with its own Regions', () => {
    const given = {
      kind: 'cloudtrail-lake',
      eventDataStore: { kind: 'given', arn: lakeArn('eventdatastore/1') },
      channel: { kind: 'given', arn: lakeArn('channel/1') },
    };
    expect(problemsOf(withLake(production, { destination: given }))).toEqual([]);
    expect(problemsOf({ ...production, aws: { accountId: '123456789012', region: 'us-gov-west-1', partition: 'aws-us-gov' } })).toEqual([]);
  });
});
