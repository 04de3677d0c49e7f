import { type Environment, type EnvironmentInput, parseEnvironment } from '@audit-bridge/config';

export const accountId = '123456789012';
export const tenantId = '11111111-1111-4111-8111-111111111111';
export const subscriptionId = '22222222-2222-4222-8222-222222222222';
export const otherSubscriptionId = '33333333-3333-4333-8333-333333333333';
export const issuerUrl = 'https://44444444-4444-4444-8444-444444444444.tokens.sts.global.api.aws';
export const keyArn = `arn:aws:kms:eu-central-1:${accountId}:key/55555555-5555-4555-8555-555555555555`;
export const storeArn = `arn:aws:cloudtrail:eu-central-1:${accountId}:eventdatastore/66666666-6666-4666-8666-666666666666`;
export const channelArn = `arn:aws:cloudtrail:eu-central-1:${accountId}:channel/77777777-7777-4777-8777-777777777777`;

type Pipelines = EnvironmentInput['pipelines'];

const cloudtrailLake = {
  source: 'diagnostic-setting',
  authentication: { kind: 'web-identity', issuerUrl },
  destination: {
    kind: 'cloudtrail-lake',
    eventDataStore: { kind: 'created', retentionDays: 90, terminationProtection: false },
    channel: { kind: 'created' },
  },
  blobRetentionDays: 30,
  stateTtlDays: 90,
} as const;

const securityLake = {
  source: 'diagnostic-setting',
  lake: { kind: 'security-lake', dataLake: { kind: 'created', retentionDays: 90 }, sourceName: 'azure-activity' },
} as const;

const accessKeys = {
  transport: { kind: 'logs-ingestion', issuerUrl },
  workspace: { kind: 'created', retentionDays: 90 },
} as const;

const input = (pipelines: Pipelines): EnvironmentInput => ({
  kind: 'development',
  name: 'dev',
  aws: { accountId, region: 'eu-central-1' },
  azure: { tenantId, subscriptionId, subscriptionIds: [subscriptionId, otherSubscriptionId], location: 'westeurope' },
  state: { kind: 's3', bucket: 'the-state', region: 'eu-central-1', kmsKeyArn: keyArn },
  protection: 'destroyable',
  logRetentionDays: 30,
  alarms: {},
  pipelines,
});

/** One with all three pipelines, everything created. */
export const whole: Environment = parseEnvironment(input({ cloudtrailLake, securityLake, accessKeys }));

export const withLake = (lake: NonNullable<Pipelines['securityLake']>['lake'], more: object = {}): Environment =>
  parseEnvironment(input({ securityLake: { ...securityLake, lake, ...more } }));

/** One that looks for subscriptions that nobody collects from, below this management group. */
export const watching = (managementGroupId: string): Environment =>
  parseEnvironment({ ...input({ securityLake }), azure: { ...input({}).azure, managementGroupId } });

/** One that reports the access keys of its own account, or of the whole organization. */
export const reporting = (organizationId: string | undefined, accounts: 'own' | 'organization' = 'own'): Environment =>
  parseEnvironment({
    ...input({
      accessKeys: {
        ...accessKeys,
        ...(accounts === 'own' ? {} : { accounts: { kind: 'organization' as const, roleName: 'audit-bridge-reader' } }),
      },
    }),
    aws: { accountId, region: 'eu-central-1', ...(organizationId === undefined ? {} : { organizationId }) },
  });

export const withDestination = (destination: NonNullable<Pipelines['cloudtrailLake']>['destination']): Environment =>
  parseEnvironment(input({ cloudtrailLake: { ...cloudtrailLake, destination } }));

export const withSecret: Environment = parseEnvironment(
  input({
    cloudtrailLake: {
      ...cloudtrailLake,
      authentication: {
        kind: 'connection-string',
        secretArn: `arn:aws:secretsmanager:eu-central-1:${accountId}:secret:audit-bridge-AbCdEf`,
      },
    },
  }),
);

export const withState = (bucket: string): Environment => ({ ...whole, state: { ...whole.state, bucket } as Environment['state'] });
