import type { EnvironmentInput } from '@audit-bridge/config';
import { awsAccountId, everywhere, subscriptionId } from './example-place';

type Settings = NonNullable<EnvironmentInput['pipelines']['securityLake']>;

const securityLake = (lake: Settings['lake']): EnvironmentInput => ({
  ...everywhere,
  pipelines: { securityLake: { source: 'diagnostic-setting', lake, job: { supervisorMinutes: 1, categoryRouting: { Alert: 'route' } } } },
});

const sourceName = 'azure-activity';
const bucket = securityLake({
  kind: 'bucket',
  retentionDays: 30,
  formerSubscriptionIds: ['aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'],
});

export const securityLakeVariants = {
  'a data lake of its own, with readers': securityLake({
    kind: 'security-lake',
    dataLake: { kind: 'created', retentionDays: 90 },
    sourceName,
    readerRoleArns: [`arn:aws:iam::${awsAccountId}:role/security/analyst`],
  }),
  'a given data lake with a key of its own, without CloudTrail': securityLake({
    kind: 'security-lake',
    dataLake: { kind: 'given', kmsKeyArn: `arn:aws:kms:eu-central-1:${awsAccountId}:key/${subscriptionId}` },
    sourceName,
    cloudTrailSource: 'none',
  }),
  bucket,
  'a bucket, a given key, and nobody to tell': {
    ...bucket,
    alarms: { noAlarms: true, reason: 'Nobody is on call.' },
    encryption: { kind: 'given', kmsKeyArn: `arn:aws:kms:eu-central-1:${awsAccountId}:key/${subscriptionId}` },
  },
} satisfies Record<string, EnvironmentInput>;
