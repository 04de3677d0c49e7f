import { type DataCollector, startDataCollector } from '@audit-bridge/local/emulators/data-collector';
import { AwsStandIn } from './aws-stand-in';

export const ownAccountId = '123456789012';
export const scheduledTime = '2026-11-21T03:00:00Z';

/** The stand-ins that the function talks to, and its variables. */
export class ReportSetting {
  static readonly workspaceKey = Buffer.from('workspace key').toString('base64');

  private constructor(
    readonly aws: AwsStandIn,
    readonly collector: DataCollector,
  ) {}

  static async start(): Promise<ReportSetting> {
    const aws = await AwsStandIn.start();
    aws.secret = ReportSetting.workspaceKey;
    const collector = await startDataCollector({ sharedKeys: [ReportSetting.workspaceKey], logType: 'AwsAccessKeys' });
    return new ReportSetting(aws, collector);
  }

  async stop(): Promise<void> {
    await Promise.all([this.aws.stop(), this.collector.stop()]);
  }

  get rows() {
    return this.collector.rows.all;
  }

  withUsers(...names: readonly string[]): void {
    this.aws.users = names.map((name, n) => ({
      name,
      id: `AIDA${n}`,
      arn: `arn:aws:iam::${ownAccountId}:user/${name}`,
      keys: [{ id: `AKIAIOSFODNN7EXAM${String(n).padStart(3, '0')}`, status: 'Active', createdAt: '2021-02-03T04:05:06Z' }],
    }));
  }

  variables(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      ACCOUNT_ID: ownAccountId,
      ACCOUNTS: 'own',
      PSEUDONYM_KEY_ARN: `arn:aws:kms:eu-west-1:${ownAccountId}:key/11111111-2222-4333-8444-555555555555`,
      MAX_CONCURRENT_CALLS: '4',
      TRANSPORT: 'data-collector',
      DATA_COLLECTOR_ENDPOINT: this.collector.url,
      WORKSPACE_ID: this.collector.workspaceId,
      WORKSPACE_KEY_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:key',
      LOG_TYPE: 'AwsAccessKeys',
      AWS_ENDPOINT_URL: this.aws.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'ASIAOWN',
      AWS_SECRET_ACCESS_KEY: 'x',
      ...changes,
    };
  }
}
