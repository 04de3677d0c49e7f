import { type EnvironmentInput, userValue } from '@audit-bridge/config';

/** Lasts, but may be destroyed and built again. */
export const dev: EnvironmentInput = {
  kind: 'development',
  name: 'dev',
  aws: { accountId: userValue('awsAccountId'), region: 'eu-central-1' },
  azure: {
    tenantId: userValue('azureTenantId'),
    subscriptionId: userValue('azureSubscriptionId'),
    subscriptionIds: userValue('azureSubscriptionIds').split(','),
    // To be told of subscriptions that nobody collects from, where you may give a right over the whole tenant: managementGroupId: userValue('azureTenantId').
    location: 'westeurope',
  },
  state: { kind: 's3', bucket: userValue('stateBucket'), region: 'eu-central-1', kmsKeyArn: userValue('stateKmsKeyArn') },
  protection: 'destroyable',
  logRetentionDays: 30,
  alarms: {},
  pipelines: {
    cloudtrailLake: {
      source: 'diagnostic-setting',
      authentication: { kind: 'web-identity', issuerUrl: userValue('tokenIssuerUrl') },
      // For an account that CloudTrail Lake is closed to: { kind: 'cloudwatch-logs', retentionDays: 90, archiveRetentionDays: 365 }.
      destination: {
        kind: 'cloudtrail-lake',
        eventDataStore: { kind: 'created', retentionDays: 90, terminationProtection: false },
        channel: { kind: 'created' },
      },
      blobRetentionDays: 30,
      stateTtlDays: 90,
    },
    securityLake: {
      source: 'diagnostic-setting',
      // For an account without Security Lake: { kind: 'bucket', retentionDays: 90 }. With one of its own already: dataLake: { kind: 'given' }.
      lake: { kind: 'security-lake', dataLake: { kind: 'created', retentionDays: 90 }, sourceName: 'azure-activity-dev' },
    },
    accessKeys: {
      transport: { kind: 'logs-ingestion', issuerUrl: userValue('tokenIssuerUrl') },
      workspace: { kind: 'created', retentionDays: 90 },
    },
  },
};
