import { type SharedInput, userValue } from '@audit-bridge/config';

/** What stands once per AWS account and Azure tenant, and is deployed before the first environment in them. */
export const shared: readonly SharedInput[] = [
  {
    name: 'shared',
    aws: { accountId: userValue('awsAccountId'), region: 'eu-central-1' },
    azure: { tenantId: userValue('azureTenantId') },
    state: { kind: 's3', bucket: userValue('stateBucket'), region: 'eu-central-1', kmsKeyArn: userValue('stateKmsKeyArn') },
  },
];
