import type { EnvironmentInput } from '../src/index';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:123456789012:${resource}`;

/** A valid production environment, with real-looking values everywhere. */
export const production = {
  kind: 'production',
  name: 'prod',
  aws: { accountId: '123456789012', region: 'eu-central-1' },
  azure: {
    tenantId: '11111111-2222-3333-4444-555555555555',
    subscriptionId: 'AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE',
    subscriptionIds: ['AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE'],
    location: 'westeurope',
  },
  state: { kind: 's3', bucket: 'our-terraform-state', region: 'eu-central-1', kmsKeyArn: arn('kms', 'key/1') },
  protection: 'protected',
  logRetentionDays: 90,
  alarms: { emailAddresses: ['oncall@example.com'] },
  pipelines: {
    cloudtrailLake: {
      source: 'diagnostic-setting',
      authentication: { kind: 'web-identity', issuerUrl: 'https://1b4e28ba.tokens.sts.global.api.aws' },
      destination: {
        kind: 'cloudtrail-lake',
        eventDataStore: { kind: 'created', retentionDays: 365, terminationProtection: true },
        channel: { kind: 'created' },
      },
      blobRetentionDays: 90,
      stateTtlDays: 120,
    },
  },
} satisfies EnvironmentInput;

/** The pipeline security-lake as production has it. */
export const securityLake = {
  source: 'diagnostic-setting',
  lake: { kind: 'security-lake', dataLake: { kind: 'created', retentionDays: 730 }, sourceName: 'azure-activity' },
} as const satisfies NonNullable<EnvironmentInput['pipelines']['securityLake']>;

/** The pipeline access-keys as production has it. */
export const accessKeys = {
  transport: { kind: 'logs-ingestion', issuerUrl: 'https://1b4e28ba.tokens.sts.global.api.aws' },
  workspace: { kind: 'created', retentionDays: 730 },
} as const satisfies NonNullable<EnvironmentInput['pipelines']['accessKeys']>;

/** A valid sandbox. */
export const sandbox = {
  ...production,
  kind: 'sandbox',
  name: 'sandbox',
  owner: 'ana',
  state: { kind: 'local' },
  protection: 'destroyable',
  alarms: { noAlarms: true, reason: 'Nobody is on call for it.' },
  pipelines: {
    cloudtrailLake: {
      ...production.pipelines.cloudtrailLake,
      source: 'generated',
      destination: { kind: 'cloudwatch-logs', retentionDays: 3, archiveRetentionDays: 7 },
    },
  },
} satisfies EnvironmentInput;
