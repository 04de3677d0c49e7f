import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessKeysSettings } from '@audit-bridge/config';
import { Names } from '@audit-bridge/naming';
import type { AccessKeysAwsProps } from '../src/pipelines/access-keys/aws';
import type { ReportDestination } from '../src/pipelines/access-keys/report-destination';

export const accountId = '123456789012';
export const reporterRoleArn = `arn:aws:iam::${accountId}:role/audit-bridge-dev-access-key-report`;
export const roleName = 'audit-bridge-access-key-reader';

const guid = '6f1b7a52-8f0e-4f6f-9d5e-1f5c2f3b7c11';

export const logsIngestion: ReportDestination = {
  kind: 'logs-ingestion',
  endpoint: 'https://report-a1b2.westeurope-1.ingest.monitor.azure.com',
  ruleId: 'dcr-0123456789abcdef0123456789abcdef',
  streamName: 'Custom-AwsAccessKeys',
  ingestionAudience: 'https://monitor.azure.com',
  tenantId: guid,
  clientId: guid,
  federationAudience: 'api://AzureADTokenExchange',
  authorityHost: undefined,
};

export const dataCollector = {
  kind: 'data-collector',
  endpoint: `https://${guid}.ods.opinsights.azure.com`,
  workspaceId: guid,
  logType: 'AwsAccessKeys',
  secretArn: `arn:aws:secretsmanager:eu-central-1:${accountId}:secret:workspace-key-AbCdEf`,
  secretKmsKeyArn: `arn:aws:kms:eu-central-1:${accountId}:key/${guid}`,
} as const satisfies ReportDestination;

const settings: AccessKeysSettings = {
  schedule: { everyHours: 24, at: '03:00' },
  accounts: { kind: 'own' },
  transport: { kind: 'logs-ingestion', issuerUrl: 'https://1b4e28ba.tokens.sts.global.api.aws' },
  workspace: { kind: 'created', retentionDays: 30 },
  tableName: 'AwsAccessKeys_CL',
  maxKeyAgeDays: 90,
  reporter: { memoryMegabytes: 512, timeoutSeconds: 900, maxConcurrentCalls: 32 },
};

export interface Change extends Partial<Omit<AccessKeysAwsProps, 'settings'>> {
  readonly settings?: Partial<AccessKeysSettings>;
}

/** Of a development environment that reports its own account. */
export function awsProps(change: Change = {}): AccessKeysAwsProps {
  const path = join(mkdtempSync(join(tmpdir(), 'bundle-')), 'access-key-report.zip');
  writeFileSync(path, 'PK');
  return {
    names: new Names({ environment: 'dev', owner: undefined, place: [] }),
    place: { arnPartition: 'aws', region: 'eu-central-1', accountId },
    dnsSuffix: 'amazonaws.com',
    organizationId: undefined,
    destination: logsIngestion,
    encryption: { kind: 'created' },
    protection: 'protected',
    logRetentionDays: 30,
    alarms: { emailAddresses: [], newestEventAgeHours: 24 },
    artifact: { path, sha256: '0'.repeat(64) },
    ...change,
    settings: { ...settings, ...change.settings },
  };
}
