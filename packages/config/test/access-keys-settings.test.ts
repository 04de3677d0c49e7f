import {
  InvalidEnvironmentError,
  maxSilenceHours,
  missingUserValues,
  parseEnvironment,
  userValues,
  watchedOrganization,
} from '../src/index';
import { accessKeys, production, sandbox } from './example-environments';

type Change = Record<string, unknown>;

function problemsOf(environment: object, change: Change): readonly string[] {
  try {
    parseEnvironment({ ...environment, pipelines: { accessKeys: { ...accessKeys, ...change } } });
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
}

const inProduction = (change: Change) => problemsOf(production, change);

const roleName = 'audit-bridge-access-key-reader';
const workspace = {
  kind: 'given',
  resourceId: `/subscriptions/${production.azure.subscriptionId}/resourceGroups/security/providers/Microsoft.OperationalInsights/workspaces/central`,
  retentionDays: 365,
};
const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:workspace-key-AbCdEf';
const members = (...accountIds: string[]) => ({ accounts: { kind: 'members', accountIds, roleName } });

describe('The settings of access-keys', () => {
  it('are few: one account, once a day, alerted at 90 days', () => {
    expect(parseEnvironment({ ...production, pipelines: { accessKeys } }).pipelines.accessKeys).toEqual({
      ...accessKeys,
      schedule: { everyHours: 24, at: '03:00' },
      accounts: { kind: 'own' },
      tableName: 'AwsAccessKeys_CL',
      maxKeyAgeDays: 90,
      reporter: { memoryMegabytes: 512, timeoutSeconds: 900, maxConcurrentCalls: 32 },
    });
  });

  it.each([
    ['members with a role', members('111122223333', '444455556666')],
    ['the organization', { accounts: { kind: 'organization', roleName } }],
    ['the legacy transport into a workspace that exists', { transport: { kind: 'data-collector', secretArn }, workspace }],
    ['each hour', { schedule: { everyHours: 1, at: '00:30' } }],
  ])('take %s', (_what, change) => {
    expect(inProduction(change)).toEqual([]);
  });

  it.each([
    [
      'a run every five hours, which is no part of a day',
      { schedule: { everyHours: 5 } },
      /schedule\.everyHours: is 5: write one of 1, 2, 3/,
    ],
    ['an hour that does not exist', { schedule: { at: '24:00' } }, /schedule\.at: write a time of day in UTC, like '03:00'/],
    ['the own account among the members', members('111122223333', '123456789012'), /accountIds\.1: leave 123456789012 out/],
    ['a member twice', members('111122223333', '111122223333'), /accountIds: list each account once/],
    ['no members', members(), /accountIds: list at least one account/],
    [
      "more members than the role's policy can name",
      members(...Array.from({ length: 81 }, (_, index) => String(200_000_000_000 + index))),
      /at most 80 accounts .* or write the kind 'organization'/,
    ],
    ['members without a role', { accounts: { kind: 'organization' } }, /accounts\.roleName: is missing: write a role's name/],
    [
      'a role with its path',
      { accounts: { kind: 'organization', roleName: 'audit/reader' } },
      /roleName: write a role's name without its path/,
    ],
    [
      'a key of a workspace that does not exist yet',
      { transport: { kind: 'data-collector', secretArn } },
      /^pipelines\.accessKeys\.workspace\.kind: write 'given'/,
    ],
    [
      'a secret of another account',
      { transport: { kind: 'data-collector', secretArn: secretArn.replace('123456789012', '999999999999') }, workspace },
      /transport\.secretArn: .* lies elsewhere/,
    ],
    [
      'a key of another Region',
      { transport: { kind: 'data-collector', secretArn, secretKmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1' }, workspace },
      /transport\.secretKmsKeyArn: .* lies elsewhere/,
    ],
    [
      "an issuer that is not the account's",
      { transport: { kind: 'logs-ingestion', issuerUrl: 'https://example.com' } },
      /transport\.issuerUrl: write the account's own token issuer/,
    ],
    ['a table that Azure would name otherwise', { tableName: 'AwsAccessKeys' }, /tableName: write a custom table's name that ends in _CL/],
    ['a workspace that forgets early', { workspace: { kind: 'created', retentionDays: 90 } }, /retentionDays: is 90: write 365 or more/],
  ])('refuse %s', (_what, change, problem) => {
    expect(inProduction(change)).toEqual([expect.stringMatching(problem)]);
  });

  it('let a sandbox forget after 30 days', () => {
    expect(problemsOf(sandbox, { workspace: { kind: 'created', retentionDays: 30 } })).toEqual([]);
  });

  it.each([
    ['its own account, one of many', {}, 'o-exampleorgid'],
    ['some accounts', members('111122223333'), 'o-exampleorgid'],
    ['every account anyway', { accounts: { kind: 'organization', roleName } }, undefined],
  ])('let a run look for accounts that nobody reads where it reports %s', (_what, change, watched) => {
    const environment = (aws: object) =>
      parseEnvironment({ ...production, aws: { ...production.aws, ...aws }, pipelines: { accessKeys: { ...accessKeys, ...change } } });
    expect(watchedOrganization(environment({ organizationId: 'o-exampleorgid' }))).toBe(watched);
    expect(watchedOrganization(environment({}))).toBeUndefined();
    expect(() => environment({ organizationId: 'r-abcd' })).toThrow("aws.organizationId: write the organization's id");
  });

  it("ask for the account's token issuer before a deploy, also where no other pipeline needs it", () => {
    const { example: issuerUrl } = userValues.tokenIssuerUrl;
    const environment = (change: Change) => parseEnvironment({ ...production, pipelines: { accessKeys: { ...accessKeys, ...change } } });
    expect(missingUserValues(environment({ transport: { kind: 'logs-ingestion', issuerUrl } }))).toEqual(['tokenIssuerUrl']);
    expect(missingUserValues(environment({ transport: { kind: 'data-collector', secretArn }, workspace }))).toEqual([]);
  });
});

describe('maxSilenceHours', () => {
  it.each([
    [24, 26],
    [1, 3],
  ] as const)('of a run every %d hours is %d', (everyHours, hours) => {
    expect(maxSilenceHours({ everyHours })).toBe(hours);
  });
});
