import { type EnvironmentInput, userValue } from '@audit-bridge/config';

/**
 * One person's own: takes nothing that exists only a few times in an account or a subscription (diagnostic settings, the channel, event data stores),
 * keeps little, and one destroy leaves nothing behind.
 */
export const sandbox: EnvironmentInput = {
  kind: 'sandbox',
  name: 'sandbox',
  owner: process.env.SANDBOX || 'example',
  aws: { accountId: userValue('awsAccountId'), region: 'eu-central-1' },
  azure: {
    tenantId: userValue('azureTenantId'),
    subscriptionId: userValue('azureSubscriptionId'),
    subscriptionIds: userValue('azureSubscriptionIds').split(','),
    location: 'westeurope',
    blobReplication: 'LRS',
  },
  state: { kind: 'local' },
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
};
