import { parseEnvironment } from '@audit-bridge/config';
import { Names } from '@audit-bridge/naming';
import { production } from '../../config/test/example-environments';
import type { AccessKeysAzureProps } from '../src/pipelines/access-keys/azure-props';

const issuerUrl = 'https://1b4e28ba.tokens.sts.global.api.aws';

/** The Azure half of an example environment. */
export function azureHalfProps(change: Partial<AccessKeysAzureProps> = {}): AccessKeysAzureProps {
  const environment = parseEnvironment({
    ...production,
    pipelines: { accessKeys: { transport: { kind: 'logs-ingestion', issuerUrl }, workspace: { kind: 'created', retentionDays: 365 } } },
  });
  const { azure, pipelines } = environment;
  if (pipelines.accessKeys === undefined) throw new TypeError('The example has no access-keys.');
  return {
    names: Names.ofEnvironment(environment),
    location: azure.location,
    tags: { Project: 'audit-bridge' },
    protection: environment.protection,
    settings: pipelines.accessKeys,
    cloud: azure.cloud,
    tenantId: azure.tenantId,
    reporterRoleArn: 'arn:aws:iam::123456789012:role/audit-bridge-prod-access-key-report',
    alarms: environment.alarms,
    ...change,
  };
}
