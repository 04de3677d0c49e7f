import * as fc from 'fast-check';
import {
  type AccessKey,
  accessKeyColumns,
  accessKeyRecord,
  type ColumnName,
  maskAccessKeyIds,
  type ReportRecord,
  rootKeyRecord,
  runCompletedRecord,
  streamColumns,
  tableColumns,
} from '../src';

const day = 86_400_000;
const startedAt = Date.parse('2026-11-21T03:00:05.123Z');
const snapshot = { runId: 'run-2026-11-21T03:00:00Z', attemptId: 'attempt-1', startedAt };

const key = (changes: Partial<AccessKey> = {}): AccessKey => ({
  accountId: '123456789012',
  userName: 'build',
  userArn: 'arn:aws:iam::123456789012:user/ci/build',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  keyUid: 'f'.repeat(64),
  status: 'Active',
  createdAt: startedAt - 91.5 * day,
  lastUse: { usedAt: startedAt - 0.5 * day, region: 'eu-central-1', serviceName: 's3' },
  ...changes,
});

/** Azure Monitor drops an undeclared member without a word, and a value of another type too. */
function problemsOf(record: ReportRecord): readonly string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const column = accessKeyColumns[name as ColumnName];
    if (column === undefined) return [`${name} is not declared`];
    const fits = {
      boolean: typeof value === 'boolean',
      real: typeof value === 'number' && Number.isFinite(value) && value >= 0,
      string: typeof value === 'string',
      datetime: typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
    };
    return fits[column.type] ? [] : [`${name} is no ${column.type}: ${JSON.stringify(value)}`];
  });
}

describe('accessKeyRecord', () => {
  it('tells of a key that is used', () => {
    expect(accessKeyRecord(snapshot, key())).toEqual({
      TimeGenerated: '2026-11-21T03:00:05.123Z',
      loggedDate: '2026-11-21T03:00:05.123Z',
      RecordType_s: 'AccessKey',
      RunId_s: 'run-2026-11-21T03:00:00Z',
      AttemptId_s: 'attempt-1',
      account_number_s: '123456789012',
      user_s: 'build',
      UserArn_s: 'arn:aws:iam::123456789012:user/ci/build',
      IsRoot_b: false,
      AccessKeyId_s: 'AKIA...MPLE',
      KeyUid_s: 'f'.repeat(64),
      Status_s: 'Active',
      CreateDate_t: '2026-08-21T15:00:05.123Z',
      KeyAgeDays_d: 91,
      LastUsedDate_t: '2026-11-20T15:00:05.123Z',
      DaysSinceLastUse_d: 0,
      NeverUsed_b: false,
      Region_s: 'eu-central-1',
      ServiceName_s: 's3',
    });
  });

  it.each([
    { region: 'N/A', serviceName: 'N/A' },
    { region: undefined, serviceName: undefined },
    { region: '', serviceName: '' },
  ])('has no date of use for a key that was never used: %j', words => {
    const record = accessKeyRecord(snapshot, key({ lastUse: { usedAt: undefined, ...words } }));
    expect(record).toMatchObject({ NeverUsed_b: true, Region_s: 'N/A', ServiceName_s: 'N/A' });
    expect(record).not.toHaveProperty('LastUsedDate_t');
    expect(record).not.toHaveProperty('DaysSinceLastUse_d');
  });

  it('gives no negative age where IAM is ahead of the function’s clock', () => {
    const lastUse = { usedAt: startedAt + 60_000, region: 'N/A', serviceName: 'N/A' };
    expect(accessKeyRecord(snapshot, key({ createdAt: startedAt + 60_000, lastUse }))).toMatchObject({
      KeyAgeDays_d: 0,
      DaysSinceLastUse_d: 0,
    });
  });

  const times = fc.integer({ min: Date.parse('2006-01-01T00:00:00Z'), max: startedAt + day });
  const keys = fc.record({
    accountId: fc.stringMatching(/^\d{12}$/),
    userName: fc.stringMatching(/^[\w+=,.@-]{1,64}$/),
    // Any UTF-16: fast-check's own unit for any character makes a map of a million of them first.
    userArn: fc.string({ unit: fc.nat(0xffff).map(code => String.fromCharCode(code)) }),
    accessKeyId: fc.stringMatching(/^AKIA[A-Z2-7]{12,124}$/),
    keyUid: fc.stringMatching(/^[0-9a-f]{64}$/),
    status: fc.constantFrom('Active', 'Inactive', 'Expired'),
    createdAt: fc.option(times, { nil: undefined }),
    lastUse: fc.record({
      usedAt: fc.option(times, { nil: undefined }),
      region: fc.option(fc.string(), { nil: undefined }),
      serviceName: fc.option(fc.string(), { nil: undefined }),
    }),
  });

  it('fills declared columns only, each with its type, and never shows the id of a key', () => {
    fc.assert(
      fc.property(keys, one => {
        const record = accessKeyRecord(snapshot, one);
        expect(problemsOf(record)).toEqual([]);
        expect(record.AccessKeyId_s).toMatch(/^AKIA\.\.\.[A-Z2-7]{4}$/);
        expect(record.NeverUsed_b).toBe(one.lastUse.usedAt === undefined);
        expect(record.NeverUsed_b).toBe(record.DaysSinceLastUse_d === undefined);
        expect(record.user_s).toBe(one.userName);
      }),
    );
  });

  it('grows a key by one day each day', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 5_000 }), (createdAt, days) => {
        const at = { ...snapshot, startedAt: createdAt + days * day };
        expect(accessKeyRecord(at, key({ createdAt })).KeyAgeDays_d).toBe(days);
        expect(accessKeyRecord({ ...at, startedAt: at.startedAt + day - 1 }, key({ createdAt })).KeyAgeDays_d).toBe(days);
      }),
    );
  });
});

describe('rootKeyRecord', () => {
  it('tells that there is a key, and nothing that nobody can read', () => {
    const record = rootKeyRecord(snapshot, {
      accountId: '123456789012',
      userArn: 'arn:aws:iam::123456789012:root',
      keyUid: 'a'.repeat(64),
    });
    expect(problemsOf(record)).toEqual([]);
    expect(record).toMatchObject({ user_s: '<root_account>', IsRoot_b: true, AccessKeyId_s: '', Status_s: 'N/A', Region_s: 'N/A' });
    expect(record).not.toHaveProperty('NeverUsed_b');
  });
});

describe('runCompletedRecord', () => {
  it('closes an account without keys, too', () => {
    const record = runCompletedRecord(snapshot, { accountId: '123456789012', rows: 0, accounts: 3 });
    expect(problemsOf(record)).toEqual([]);
    expect(record).toMatchObject({ RecordType_s: 'RunCompleted', ExpectedRows_d: 0, ExpectedAccounts_d: 3, AttemptId_s: 'attempt-1' });
  });
});

describe('maskAccessKeyIds', () => {
  it('masks every key id in a sentence of IAM’s', () => {
    expect(maskAccessKeyIds('not authorized on resource: access key AKIAIOSFODNN7EXAMPLE (ASIAIOSFODNN7EXAMPLE)')).toBe(
      'not authorized on resource: access key AKIA...MPLE (ASIA...MPLE)',
    );
  });
});

describe('the table and the stream', () => {
  it('declare the same columns in the same order', () => {
    expect(tableColumns.map(({ name }) => name)).toEqual(streamColumns.map(({ name }) => name));
    expect(streamColumns.map(({ name }) => name)).toEqual(Object.keys(accessKeyColumns));
  });
});
