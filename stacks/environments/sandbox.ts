import { type EnvironmentInput, givenUserValue, userValue } from '@audit-bridge/config';

/**
 * One person's own: takes nothing that exists only a few times in an account or a subscription (diagnostic settings, the channel, event data stores),
 * keeps little, and one destroy leaves nothing behind.
 */
export const sandboxOf = (owner: string): EnvironmentInput => ({
  kind: 'sandbox',
  name: 'sandbox',
  owner,
  aws: { accountId: userValue('awsAccountId'), region: 'eu-central-1' },
  azure: {
    tenantId: userValue('azureTenantId'),
    subscriptionId: userValue('azureSubscriptionId'),
    subscriptionIds: userValue('azureSubscriptionIds').split(','),
    location: 'westeurope',
    blobReplication: 'LRS',
  },
  // In the bucket a workflow finds it too, and can destroy the sandbox by hand, by label or by age; without one it is a file of this checkout.
  state:
    givenUserValue('stateBucket') === undefined
      ? { kind: 'local' }
      : { kind: 's3', bucket: userValue('stateBucket'), region: 'eu-central-1', kmsKeyArn: userValue('stateKmsKeyArn') },
  protection: 'destroyable',
  logRetentionDays: 3,
  alarms: { noAlarms: true, reason: 'Nobody is on call for a sandbox; its owner looks at the logs.' },
  pipelines: {
    cloudtrailLake: {
      source: 'generated',
      authentication: { kind: 'web-identity', issuerUrl: userValue('tokenIssuerUrl') },
      destination: { kind: 'cloudwatch-logs', retentionDays: 3, archiveRetentionDays: 7 },
      blobRetentionDays: 7,
      stateTtlDays: 37,
      failedEventsRetentionDays: 7,
    },
    securityLake: {
      source: 'generated',
      eventHub: { partitions: 2, retentionDays: 1 },
      forwarder: { parkedRecordsRetentionDays: 7 },
      lake: { kind: 'bucket', retentionDays: 7 },
      job: { maxWorkers: 2, quarantineRetentionDays: 7 },
    },
    accessKeys: {
      transport: { kind: 'logs-ingestion', issuerUrl: userValue('tokenIssuerUrl') },
      workspace: { kind: 'created', retentionDays: 30 },
    },
  },
});

/** Of whoever the variable names. */
export const sandbox: EnvironmentInput = sandboxOf(process.env.SANDBOX || 'example');
