import { bundleFunctions } from '@audit-bridge/bundling';
import { type LambdaFunction, startLambda } from '@audit-bridge/local/emulators/lambda-runtime';
import { Running } from '@audit-bridge/local/emulators/running';
import { ReportSetting, scheduledTime } from './report-setting';

describe('the bundled access-key-report', () => {
  const running = new Running();
  let setting: ReportSetting;
  let lambda: LambdaFunction;

  beforeAll(async () => {
    const [artifacts, started] = await Promise.all([bundleFunctions({ names: ['access-key-report'] }), running.add(ReportSetting.start())]);
    setting = started;
    const zipPath = artifacts['access-key-report']?.path ?? '';
    lambda = await running.add(startLambda({ name: 'access-key-report', zipPath, environment: setting.variables() }));
  }, 180_000);

  afterAll(() => running.stop());

  it('reports an account from its zip, and again in a process that is warm', async () => {
    setting.withUsers('ada', 'ben');
    for (const attempt of [1, 2]) {
      expect(await lambda.invoke({ scheduledTime })).toMatchObject({ runId: 'run-2026-11-21T03:00:00Z', accounts: 1, users: 2, keys: 2 });
      expect(setting.rows.filter(row => row.RecordType_s === 'RunCompleted')).toHaveLength(attempt);
    }
    expect(new Set(setting.rows.map(row => row.AttemptId_s)).size).toBe(2);
    expect(setting.collector.problems.all).toEqual([]);
  }, 60_000);
});
