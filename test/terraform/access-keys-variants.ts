import type { EnvironmentInput } from '@audit-bridge/config';
import { awsAccountId, everywhere, subscriptionId } from './example-place';

type Settings = NonNullable<EnvironmentInput['pipelines']['accessKeys']>;

const roleName = 'audit-bridge-access-key-reader';

const accessKeys = (settings: Settings): EnvironmentInput => ({ ...everywhere, pipelines: { accessKeys: settings } });

export const accessKeysVariants = {
  'an organization over logs ingestion': accessKeys({
    schedule: { everyHours: 6 },
    accounts: { kind: 'organization', roleName },
    transport: { kind: 'logs-ingestion', issuerUrl: 'https://1b4e28ba.tokens.sts.global.api.aws' },
    workspace: { kind: 'created', retentionDays: 90 },
  }),
  'members over the data collector, a given key, and nobody to tell': {
    ...accessKeys({
      accounts: { kind: 'members', accountIds: ['111122223333', '444455556666'], roleName },
      transport: {
        kind: 'data-collector',
        secretArn: `arn:aws:secretsmanager:eu-central-1:${awsAccountId}:secret:workspace-key-AbCdEf`,
        secretKmsKeyArn: `arn:aws:kms:eu-central-1:${awsAccountId}:key/${subscriptionId}`,
      },
      workspace: {
        kind: 'given',
        resourceId: `/subscriptions/${subscriptionId}/resourceGroups/security/providers/Microsoft.OperationalInsights/workspaces/central`,
        retentionDays: 90,
      },
    }),
    aws: { ...everywhere.aws, organizationId: 'o-exampleorgid' },
    alarms: { noAlarms: true, reason: 'Nobody is on call.' },
    encryption: { kind: 'given', kmsKeyArn: `arn:aws:kms:eu-central-1:${awsAccountId}:key/${subscriptionId}` },
  },
} satisfies Record<string, EnvironmentInput>;
