import { type Environment, missingUserValues, type UserValueName } from '@audit-bridge/config';

/** Everything: Terraform refuses each value that is an example still. */
export const everyValue = (environment: Environment): readonly UserValueName[] => missingUserValues(environment);

/** To read what carries tags, and where states are. */
export const place: readonly UserValueName[] = ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'stateBucket', 'stateKmsKeyArn'];
