import { InvalidEnvironmentError, parseEnvironment, tokenIssuerUrl } from '../src/index';
import { production, sandbox, securityLake } from './example-environments';

type Change = Record<string, unknown>;

function problemsOf(environment: object, settings: Change): readonly string[] {
  try {
    parseEnvironment({ ...environment, pipelines: { securityLake: settings } });
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
}

const inProduction = (change: Change) => problemsOf(production, { ...securityLake, ...change });
const inSandbox = (change: Change) =>
  problemsOf(sandbox, { ...securityLake, source: 'generated', lake: { kind: 'bucket', retentionDays: 7 }, ...change });

const givenHub = {
  kind: 'given',
  resourceId: `/subscriptions/${production.azure.subscriptionId}/resourceGroups/hubs/providers/Microsoft.EventHub/namespaces/central/eventhubs/activity-log`,
};
const role = (accountId: string) => `arn:aws:iam::${accountId}:role/analyst`;

describe('The settings of security-lake', () => {
  it('are few: the rest has defaults that lose nothing', () => {
    const { pipelines } = parseEnvironment({ ...production, pipelines: { securityLake } });
    expect(pipelines.securityLake).toMatchObject({
      eventHub: { kind: 'created', tier: 'Standard', partitions: 4, retentionDays: 7 },
      forwarder: { deliveryTimeoutSeconds: 120, parkedRecordsRetentionDays: 365 },
      stream: { retentionDays: 7 },
      lake: { cloudTrailSource: 'created', readerRoleArns: [] },
      job: {
        windowSeconds: 300,
        ocsfVersion: '1.1.0',
        requestBodies: 'kept',
        categoryRouting: { Alert: 'fallback' },
        maintenanceWindow: 'Sun:3',
      },
    });
    expect(inSandbox({})).toEqual([]);
  });

  it.each([
    ['generated records', { source: 'generated' }, /^pipelines\.securityLake\.source: write 'diagnostic-setting'/],
    [
      'a data lake that forgets early',
      { lake: { ...securityLake.lake, dataLake: { kind: 'created', retentionDays: 30 } } },
      /dataLake\.retentionDays: is 30: write 365/,
    ],
    ['a bucket that forgets early', { lake: { kind: 'bucket', retentionDays: 364 } }, /lake\.retentionDays: is 364: write 365 or more/],
    ['a quarantine that forgets early', { job: { quarantineRetentionDays: 30 } }, /job\.quarantineRetentionDays: is 30: write 365/],
    [
      'parked records that are forgotten early',
      { forwarder: { parkedRecordsRetentionDays: 7 } },
      /parkedRecordsRetentionDays: is 7: write 365/,
    ],
    ['a hub that keeps less than a week', { eventHub: { retentionDays: 3 } }, /eventHub\.retentionDays: is 3: write 7 or more/],
    ['a stream that keeps less than a week', { stream: { retentionDays: 6 } }, /stream\.retentionDays: is 6: write 7 or more/],
  ])('refuse %s in production', (_what, change, problem) => {
    expect(inProduction(change)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['a diagnostic setting', { source: 'diagnostic-setting' }, /^pipelines\.securityLake\.source: write 'generated'/],
    ['a data lake of its own', { lake: securityLake.lake }, /^pipelines\.securityLake\.lake\.kind: write 'bucket'/],
    ["somebody else's hub", { eventHub: givenHub }, /eventHub\.kind: write 'created'/],
    ["somebody else's records", { source: 'given', eventHub: givenHub }, /source: write 'generated'/],
    ['a source in a given data lake', { lake: { ...securityLake.lake, dataLake: { kind: 'given' } } }, /lake\.kind: write 'bucket'/],
  ])('refuse %s in a sandbox', (_what, change, problem) => {
    expect(inSandbox(change)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['eight days in the tier Standard', { eventHub: { retentionDays: 8 } }, /write 7 or less, or the tier 'Premium'/],
    ['an inflation that begins above its end', { eventHub: { throughputUnits: 12 } }, /maxThroughputUnits: is 10: write 12 or more/],
    ['three processing units', { eventHub: { tier: 'Premium', throughputUnits: 3 } }, /throughputUnits: is 3: write one of 1, 2, 4, 8, 16/],
    ['a source name of 21 characters', { lake: { ...securityLake.lake, sourceName: 'azure-activity-of-dev' } }, /write 1 to 20 letters/],
    [
      'a reader of another account',
      { lake: { ...securityLake.lake, readerRoleArns: [role('999999999999')] } },
      /readerRoleArns\.0: .* lies elsewhere/,
    ],
    [
      'a reader twice',
      { lake: { ...securityLake.lake, readerRoleArns: [role('123456789012'), role('123456789012')] } },
      /list each role once/,
    ],
    [
      'a key of another Region',
      { lake: { ...securityLake.lake, dataLake: { kind: 'given', kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1' } } },
      /dataLake\.kmsKeyArn: .* lies elsewhere/,
    ],
    ['another word for bodies', { job: { requestBodies: 'none' } }, /requestBodies/],
    ['a category that does not exist', { job: { categoryRouting: { Audit: 'route' } } }, /categoryRouting/],
    ['a window at no hour', { job: { maintenanceWindow: 'Sunday:3' } }, /maintenanceWindow: write a day and an hour in UTC/],
    ['a hub that nobody exports into', { eventHub: givenHub }, /eventHub\.exportRule: is missing: write the name of the rule/],
    ['a rule for settings that others make', { source: 'given', eventHub: { ...givenHub, exportRule: 'azure-monitor' } }, /leave it out/],
    ["somebody else's settings for a hub of its own", { source: 'given' }, /source: write 'diagnostic-setting'/],
    ['a hub without its namespace', { source: 'given', eventHub: { kind: 'given', resourceId: 'activity-log' } }, /whole resource id/],
  ])('refuse %s', (_what, change, problem) => {
    expect(inProduction(change)).toEqual([expect.stringMatching(problem)]);
  });

  it('take Premium with 90 days, and readers and a key of the own account', () => {
    expect(inProduction({ eventHub: { tier: 'Premium', throughputUnits: 16, retentionDays: 90 } })).toEqual([]);
    expect(inProduction({ source: 'given', eventHub: givenHub })).toEqual([]);
    expect(inProduction({ eventHub: { ...givenHub, exportRule: 'azure-monitor' } })).toEqual([]);
    const dataLake = { kind: 'given', kmsKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/1' };
    expect(inProduction({ lake: { ...securityLake.lake, dataLake, readerRoleArns: [role('123456789012')] } })).toEqual([]);
  });
});

describe('tokenIssuerUrl', () => {
  // The tokens say it with its slash, and a trust policy compares letter by letter.
  it("is the tenant's at its cloud's host, with the closing slash", () => {
    expect(tokenIssuerUrl('public', 'tenant')).toBe('https://sts.windows.net/tenant/');
    expect(tokenIssuerUrl('china', 'tenant')).toBe('https://sts.chinacloudapi.cn/tenant/');
  });
});
