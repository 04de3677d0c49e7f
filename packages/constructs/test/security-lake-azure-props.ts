import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { Names, tokenAudience } from '@audit-bridge/naming';
import { production, securityLake } from '../../config/test/example-environments';
import type { SecurityLakeAzureProps } from '../src/pipelines/security-lake/azure-props';

/** The Azure half of an example environment. */
export function azureHalfProps(change: Partial<SecurityLakeAzureProps> = {}): SecurityLakeAzureProps {
  const environment = parseEnvironment({
    ...production,
    pipelines: { securityLake },
  });
  const { azure, pipelines } = environment;
  const zip = join(mkdtempSync(join(tmpdir(), 'artifact-')), 'forwarder.zip');
  writeFileSync(zip, '');
  if (pipelines.securityLake === undefined) throw new TypeError('The example has no security-lake.');
  return {
    names: Names.ofEnvironment(environment),
    location: azure.location,
    cloud: azure.cloud,
    blobReplication: azure.blobReplication,
    tags: { Project: 'audit-bridge' },
    protection: environment.protection,
    settings: pipelines.securityLake,
    subscriptionIds: azure.subscriptionIds,
    logRetentionDays: environment.logRetentionDays,
    alarms: environment.alarms,
    artifact: { path: zip, sha256: 'a'.repeat(64) },
    stream: { name: 'activity-log', region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/activity-log-forwarder' },
    tokenAudience: tokenAudience(azure.tenantId),
    tenantId: azure.tenantId,
    managementGroupId: undefined,
    ...change,
  };
}
