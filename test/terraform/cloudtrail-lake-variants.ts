import type { EnvironmentInput } from '@audit-bridge/config';
import { dev } from '@audit-bridge/stacks/environments/dev';
import { awsAccountId, everywhere, subscriptionId } from './example-place';

const cloudtrail = `arn:aws:cloudtrail:eu-central-1:${awsAccountId}`;

type Lake = NonNullable<EnvironmentInput['pipelines']['cloudtrailLake']>;

/** An environment with everything in it: alarms, addresses, a schedule of one minute. */
function variant(change: Partial<Lake>): EnvironmentInput {
  const lake = dev.pipelines.cloudtrailLake;
  if (lake === undefined) throw new Error('dev has no pipeline cloudtrail-lake');
  return {
    ...everywhere,
    pipelines: {
      cloudtrailLake: {
        ...lake,
        authentication: { kind: 'web-identity', issuerUrl: 'https://1b4e28ba.tokens.sts.global.api.aws' },
        scheduleMinutes: 1,
        ...change,
      },
    },
  };
}

/** A connection string opens no list of subscriptions. */
function unwatched({ azure: { managementGroupId: _, ...azure }, ...rest }: EnvironmentInput): EnvironmentInput {
  return { ...rest, azure };
}

export const cloudtrailLakeVariants = {
  'CloudTrail Lake with a store and a channel of its own': variant({}),
  'CloudTrail Lake with a given store and channel': variant({
    destination: {
      kind: 'cloudtrail-lake',
      eventDataStore: { kind: 'given', arn: `${cloudtrail}:eventdatastore/${subscriptionId}` },
      channel: { kind: 'given', arn: `${cloudtrail}:channel/${subscriptionId}` },
    },
  }),
  'CloudWatch Logs': variant({ destination: { kind: 'cloudwatch-logs', retentionDays: 90, archiveRetentionDays: 365 } }),
  'secret mode': unwatched(
    variant({
      authentication: {
        kind: 'connection-string',
        secretArn: `arn:aws:secretsmanager:eu-central-1:${awsAccountId}:secret:audit-bridge-AbCdEf`,
        secretKmsKeyArn: `arn:aws:kms:eu-central-1:${awsAccountId}:key/${subscriptionId}`,
      },
    }),
  ),
} satisfies Record<string, EnvironmentInput>;
