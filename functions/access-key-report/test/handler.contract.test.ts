import { ownAccountId, ReportSetting, scheduledTime } from './report-setting';

/** The handler reads its variables as it is loaded, and its clients find the stand-ins through them. */
async function loadHandler(variables: Readonly<Record<string, string>>): Promise<typeof import('../src/handler').handler> {
  // Through the console that the test watches, instead of one of the library's own.
  Object.assign(process.env, { POWERTOOLS_DEV: 'true', POWERTOOLS_METRICS_DISABLED: 'false' }, variables);
  return (await import('../src/handler')).handler;
}

const context = (milliseconds = 60_000) => ({
  awsRequestId: '0f6a3b54-0000-4000-8000-000000000000',
  getRemainingTimeInMillis: () => milliseconds,
});

describe('the handler', () => {
  const before = { ...process.env };
  const lines: string[] = [];
  let setting: ReportSetting;

  beforeAll(async () => {
    setting = await ReportSetting.start();
  });

  beforeEach(() => {
    lines.length = 0;
    setting.aws.faults.length = 0;
    setting.collector.rows.clear();
    for (const method of ['log', 'info', 'warn', 'error'] as const)
      jest.spyOn(console, method).mockImplementation((...words: unknown[]) => void lines.push(words.join(' ')));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.env = { ...before };
  });

  afterAll(() => setting.stop());

  const metrics = () => lines.map(line => JSON.parse(line) as Record<string, unknown>).find(line => '_aws' in line);

  it('answers with what it reported, names the run after its scheduled time, and emits the metrics', async () => {
    setting.withUsers('ada', 'ben');
    setting.aws.rootKeys = 1;
    const handler = await loadHandler(setting.variables());
    expect(await handler({ scheduledTime }, context())).toEqual({
      runId: 'run-2026-11-21T03:00:00Z',
      attemptId: expect.stringMatching(/^attempt-\d{4}-.*Z-[0-9a-f]{8}$/),
      accounts: 1,
      users: 2,
      keys: 3,
    });
    expect(metrics()).toMatchObject({ ReportsCompleted: 1, UsersRead: 2, AccessKeysReported: 3, AccountsReported: 1, AccountsFailed: 0 });
    // Without the setting nothing is asked, and nothing told.
    expect(metrics()).not.toHaveProperty('CoverageChecks');
    expect(setting.aws.calls.map(({ action }) => action)).not.toContain('ListAccounts');
    expect(setting.rows.map(row => [row.RecordType_s, row.user_s, row.AccessKeyId_s, row.ExpectedRows_d])).toEqual(
      expect.arrayContaining([
        ['AccessKey', 'ada', 'AKIA...M000', undefined],
        ['AccessKey', 'ben', 'AKIA...M001', undefined],
        ['RunCompleted', undefined, undefined, 3],
      ]),
    );
    const told = JSON.stringify([lines, setting.rows]);
    for (const secret of ['AKIAIOSFODNN7EXAM000', ReportSetting.workspaceKey]) expect(told).not.toContain(secret);
  });

  it('names a run that nobody scheduled after its request, so that a retry is the same run and another attempt', async () => {
    setting.withUsers('ada');
    const handler = await loadHandler(setting.variables());
    const summaries = [await handler({}, context()), await handler(undefined, context())];
    expect(summaries.map(({ runId }) => runId)).toEqual(Array(2).fill('run-0f6a3b54-0000-4000-8000-000000000000'));
    expect(new Set(summaries.map(({ attemptId }) => attemptId)).size).toBe(2);
  });

  it('stops before Lambda ends it, says how far it came, and still emits', async () => {
    setting.withUsers('ada', 'ben');
    setting.aws.faults.push({ action: 'GetAccessKeyLastUsed', breaks: 'silent' });
    const handler = await loadHandler(setting.variables());
    await expect(handler({ scheduledTime }, context(800))).rejects.toThrow(
      'The time did not suffice: 0 of 1 accounts were read whole, 2 users were listed and',
    );
    expect(metrics()).toMatchObject({ ReportsCompleted: 0, UsersRead: 2, AccountsFailed: 0 });
    expect(setting.rows).toEqual([]);
  });

  it('refuses an event whose time is none', async () => {
    const handler = await loadHandler(setting.variables());
    await expect(handler({ scheduledTime: '<aws.scheduler.scheduled-time>' }, context())).rejects.toThrow('scheduledTime is no time');
    expect(metrics()).toMatchObject({ ReportsCompleted: 0 });
  });

  describe('where its account may list the organization', () => {
    const other = '444455556666';
    const load = () => loadHandler(setting.variables({ ORGANIZATION_ID: 'o-exampleorgid' }));

    beforeAll(() => jest.resetModules());

    beforeEach(() => {
      setting.withUsers('ada');
      setting.aws.rootKeys = 0;
      setting.aws.organization = [
        { Id: ownAccountId, State: 'ACTIVE' },
        { Id: other, Name: 'new one', State: 'ACTIVE' },
        { Id: '777788889999', Name: 'gone', State: 'SUSPENDED' },
      ];
    });

    const closed = () => setting.rows.filter(row => row.RecordType_s === 'RunCompleted').map(row => row.account_number_s);

    it('tells which accounts nobody reads, beside a report of those that it reads', async () => {
      expect(await (await load())({ scheduledTime }, context())).toMatchObject({ accounts: 1, keys: 1 });
      expect(metrics()).toMatchObject({ ReportsCompleted: 1, AccountsReported: 1, UncoveredAccounts: 1, CoverageChecks: 1 });
      expect(lines.join()).not.toContain('777788889999');
      expect(lines.filter(line => line.includes('Nobody reads'))).toEqual([expect.stringContaining(`"${other} (new one)"`)]);
      expect(closed()).toEqual([ownAccountId]);
    });

    it.each([
      ['is refused', { code: 'AccessDeniedException' }, 'management account or a delegated administrator'],
      ['gets no answer', { breaks: 'silent' }, 'not listed before the run’s end'],
    ] as const)('reports all the same when the list %s, and does not take it for a 0', async (_what, fault, problem) => {
      setting.aws.faults.push({ action: 'ListAccounts', ...fault });
      expect(await (await load())({ scheduledTime }, context(1_500))).toMatchObject({ accounts: 1, keys: 1 });
      expect(metrics()).toMatchObject({ ReportsCompleted: 1, CoverageChecks: 0 });
      expect(metrics()).not.toHaveProperty('UncoveredAccounts');
      expect(lines.filter(line => line.includes('is not known'))).toEqual([expect.stringContaining(problem)]);
      expect(closed()).toEqual([ownAccountId]);
    });
  });

  it('does not start without its variables', async () => {
    jest.resetModules();
    await expect(loadHandler(setting.variables({ LOG_TYPE: '' }))).rejects.toThrow('LOG_TYPE is missing');
    const authority = { AZURE_AUTHORITY_HOST: 'http://login.example' };
    await expect(loadHandler(setting.variables(authority))).rejects.toThrow('AZURE_AUTHORITY_HOST: Invalid URL');
  });
});
