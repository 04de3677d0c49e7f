import { readEnvironment } from '@audit-bridge/function-environment';
import { environmentSchema } from '../src/environment';
import { report } from '../src/report';
import { noCounts } from '../src/report-counts';
import { connectServices } from '../src/services';
import { ownAccountId, ReportSetting } from './report-setting';

const member = '222222222222';
const other = '333333333333';

describe('the services', () => {
  const before = { ...process.env };
  let setting: ReportSetting;

  beforeEach(async () => {
    setting = await ReportSetting.start();
  });

  afterEach(async () => {
    process.env = { ...before };
    await setting.stop();
  });

  /** As the handler does it, in a process of its own. */
  function start(changes: Readonly<Record<string, string>> = {}) {
    const variables = setting.variables(changes);
    Object.assign(process.env, variables);
    const counts = noCounts();
    const services = connectServices(readEnvironment(environmentSchema, variables), {
      onThrottled: () => counts.throttledCalls++,
      onUploadRetry: () => counts.uploadRetries++,
    });
    const { signal } = new AbortController();
    let attempt = 0;
    const run = () => {
      const snapshot = { runId: 'run-1', attemptId: `attempt-${++attempt}`, startedAt: Date.now() };
      const end = { at: Date.now() + 60_000, signal };
      return report({ snapshot, ports: services.portsFor(signal), settings: services.settings, counts, end });
    };
    return { counts, run, findUncovered: services.findUncoveredFor(signal) };
  }

  it('give a key the same pseudonym in each run, with one call to KMS', async () => {
    setting.withUsers('ada');
    const { run } = start();
    await run();
    await run();
    const keys = setting.rows.filter(row => row.RecordType_s === 'AccessKey');
    expect(keys).toHaveLength(2);
    expect(new Set(keys.map(row => row.KeyUid_s))).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]));
    expect(setting.aws.calls.filter(({ action }) => action === 'GenerateMac')).toHaveLength(1);
  });

  it('read each active account of the organization with a session of its own, and say which was skipped', async () => {
    setting.withUsers('ada');
    setting.aws.organization = [
      { Id: member, State: 'ACTIVE', Status: 'ACTIVE' },
      { Id: other, Status: 'SUSPENDED' },
      { Id: '444444444444', State: 'PENDING_CLOSURE' },
      { Id: ownAccountId, State: 'ACTIVE' },
    ];
    const { counts, run } = start({ ACCOUNTS: 'organization', MEMBER_ROLE_NAME: 'reader' });
    await run();
    const { calls } = setting.aws;
    expect(calls.filter(({ action }) => action === 'AssumeRole').map(({ parameters }) => parameters)).toEqual([
      expect.objectContaining({ RoleArn: `arn:aws:iam::${member}:role/reader`, RoleSessionName: 'audit-bridge-access-key-report' }),
    ]);
    const signers = calls.filter(({ action }) => action === 'ListUsers').map(({ accessKeyId }) => accessKeyId);
    expect(signers.sort()).toEqual([`ASIA${member}`, 'ASIAOWN']);
    const closed = setting.rows.filter(row => row.RecordType_s === 'RunCompleted').map(row => row.account_number_s);
    expect(closed.sort()).toEqual([ownAccountId, member]);
    expect(counts).toMatchObject({ accountsReported: 2, skippedAccounts: [`${other} (SUSPENDED)`, '444444444444 (PENDING_CLOSURE)'] });
  });

  it('report the own account even where the list holds it, too, and the others when one gives no session', async () => {
    setting.withUsers('ada');
    const message = 'User: arn:aws:sts::123456789012:assumed-role/report/x is not authorized to perform: sts:AssumeRole';
    setting.aws.faults.push({ action: 'AssumeRole', times: 1, status: 403, code: 'AccessDenied', message });
    const accounts = { ACCOUNTS: 'members', MEMBER_ACCOUNT_IDS: `${member},${ownAccountId},${other}`, MEMBER_ROLE_NAME: 'reader' };
    const { counts, run } = start({ ...accounts, MAX_CONCURRENT_CALLS: '1' });
    await expect(run()).rejects.toThrow(
      /1 of 3 accounts could not be read.*Account 222222222222: STS gave no session of arn:aws:iam::222222222222:role\/reader .*roll out its template/,
    );
    expect(setting.rows.map(row => `${row.RecordType_s} ${row.account_number_s}`).sort()).toEqual([
      `AccessKey ${ownAccountId}`,
      `AccessKey ${other}`,
    ]);
    expect(counts).toMatchObject({ accountsReported: 2, accountsFailed: 1, isComplete: false });
  });

  it('look for accounts that nobody reads where a setting says so, and where not all are read anyway', async () => {
    setting.aws.organization = [{ Id: ownAccountId }, { Id: member }, { Id: other, Name: 'new one' }];
    const members = { ACCOUNTS: 'members', MEMBER_ACCOUNT_IDS: member, MEMBER_ROLE_NAME: 'reader' };
    const mayList = { ORGANIZATION_ID: 'o-exampleorgid' };
    expect(start(members).findUncovered).toBeUndefined();
    expect(start({ ...mayList, ACCOUNTS: 'organization', MEMBER_ROLE_NAME: 'reader' }).findUncovered).toBeUndefined();
    expect(await start({ ...mayList, ...members }).findUncovered?.()).toEqual([{ id: other, name: 'new one' }]);
    expect((await start(mayList).findUncovered?.())?.map(({ id }) => id)).toEqual([member, other]);
  });

  it.each([
    ['GenerateMac', 'AccessDeniedException', /KMS made no subkey of arn:aws:kms:.*needs kms:GenerateMac/],
    ['ListAccounts', 'AccessDeniedException', /The organization’s accounts cannot be listed .*management account or a delegated/],
    ['ListAccounts', 'AWSOrganizationsNotInUseException', /is in no organization/],
    ['GetSecretValue', 'ResourceNotFoundException', /cannot be read \(ResourceNotFoundException\)/],
  ])('say what to do when %s is refused: %s', async (action, code, message) => {
    setting.withUsers('ada');
    setting.aws.faults.push({ action, code });
    await expect(start({ ACCOUNTS: 'organization', MEMBER_ROLE_NAME: 'reader' }).run()).rejects.toThrow(message);
    expect(setting.rows).toEqual([]);
  });
});
