import { type EnvironmentInput, userValue } from '@audit-bridge/config';

/** Keeps audit evidence: nothing in it that holds data can be destroyed by this program. */
export const prod: EnvironmentInput = {
  kind: 'production',
  name: 'prod',
  // Where this account may list its organization: organizationId: 'o-a1b2c3d4e5' wakes somebody over accounts whose access keys nobody reads.
  aws: { accountId: userValue('awsAccountId'), region: 'eu-central-1' },
  azure: {
    tenantId: userValue('azureTenantId'),
    subscriptionId: userValue('azureSubscriptionId'),
    subscriptionIds: userValue('azureSubscriptionIds').split(','),
    // The tenant root group. A group further down, or none at all, for whoever may give no right over the whole tenant: docs/decisions/0022.
    managementGroupId: userValue('azureTenantId'),
    location: 'westeurope',
  },
  state: { kind: 's3', bucket: userValue('stateBucket'), region: 'eu-central-1', kmsKeyArn: userValue('stateKmsKeyArn') },
  protection: 'protected',
  logRetentionDays: 365,
  alarms: { newestEventAgeHours: 6 },
  pipelines: {
    cloudtrailLake: {
      source: 'diagnostic-setting',
      authentication: { kind: 'web-identity', issuerUrl: userValue('tokenIssuerUrl') },
      // For an account that CloudTrail Lake is closed to: { kind: 'cloudwatch-logs', retentionDays: 731, archiveRetentionDays: 2557 }.
      destination: {
        kind: 'cloudtrail-lake',
        eventDataStore: { kind: 'created', retentionDays: 2555, terminationProtection: true },
        channel: { kind: 'created' },
      },
      blobRetentionDays: 90,
      stateTtlDays: 180,
    },
    securityLake: {
      source: 'diagnostic-setting',
      eventHub: { maxThroughputUnits: 20, partitions: 8 },
      stream: { retentionDays: 14 },
      // For an account without Security Lake: { kind: 'bucket', retentionDays: 2555 }. With one of its own already: dataLake: { kind: 'given' }.
      lake: { kind: 'security-lake', dataLake: { kind: 'created', retentionDays: 2555 }, sourceName: 'azure-activity' },
    },
    accessKeys: {
      // Other accounts too, each with the role of templates/access-key-reader-role.json:
      // accounts: { kind: 'members', accountIds: ['111122223333'], roleName: 'audit-bridge-access-key-reader' },
      // Every account, where this one is the management account or a delegated administrator:
      // accounts: { kind: 'organization', roleName: 'audit-bridge-access-key-reader' },
      transport: { kind: 'logs-ingestion', issuerUrl: userValue('tokenIssuerUrl') },
      // For a workspace that exists: { kind: 'given', resourceId: '/subscriptions/...', retentionDays: 730 }.
      workspace: { kind: 'created', retentionDays: 730 },
    },
  },
};
