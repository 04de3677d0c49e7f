import { type SharedInput, userValue } from '@audit-bridge/config';

/** Stands once per AWS account and Azure tenant; every environment in them needs it. Deployed before the first of them. */
export const shared: SharedInput = {
  aws: { accountId: userValue('awsAccountId'), region: 'eu-central-1' },
  azure: { tenantId: userValue('azureTenantId') },
  state: { kind: 's3', bucket: userValue('stateBucket'), region: 'eu-central-1', kmsKeyArn: userValue('stateKmsKeyArn') },
};
