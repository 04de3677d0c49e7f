import { bundleFunctions } from '@audit-bridge/bundling';
import { type LambdaFunction, startLambda } from '@audit-bridge/local/emulators/lambda-runtime';
import { Running } from '@audit-bridge/local/emulators/running';
import { ownAccountId, ReportSetting, scheduledTime } from './report-setting';

describe('the bundled access-key-report', () => {
  const running = new Running();
  let setting: ReportSetting;
  let lambda: LambdaFunction;

  beforeAll(async () => {
    const [artifacts, started] = await Promise.all([bundleFunctions({ names: ['access-key-report'] }), running.add(ReportSetting.start())]);
    setting = started;
    const zipPath = artifacts['access-key-report']?.path ?? '';
    lambda = await running.add(
      startLambda({ name: 'access-key-report', zipPath, environment: setting.variables({ ORGANIZATION_ID: 'o-exampleorgid' }) }),
    );
  }, 180_000);

  afterAll(() => running.stop());

  it('reports an account from its zip, and again in a process that is warm, each time with a look at the organization beside it', async () => {
    setting.withUsers('ada', 'ben');
    setting.aws.organization = [{ Id: ownAccountId, State: 'ACTIVE' }];
    for (const attempt of [1, 2]) {
      expect(await lambda.invoke({ scheduledTime })).toMatchObject({ runId: 'run-2026-11-21T03:00:00Z', accounts: 1, users: 2, keys: 2 });
      expect(setting.rows.filter(row => row.RecordType_s === 'RunCompleted')).toHaveLength(attempt);
    }
    expect(new Set(setting.rows.map(row => row.AttemptId_s)).size).toBe(2);
    expect(setting.aws.calls.filter(({ action }) => action === 'ListAccounts')).toHaveLength(2);
    expect(setting.collector.problems.all).toEqual([]);
  }, 60_000);
});
