import type { EnvironmentInput } from '@audit-bridge/config';
import { dev } from '@audit-bridge/stacks/environments/dev';

/** moto's. */
export const awsAccountId = '123456789012';
export const subscriptionId = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';

/** What every variant has: no example values, and an address that alarms go to. */
export const everywhere: EnvironmentInput = {
  ...dev,
  aws: { ...dev.aws, accountId: awsAccountId },
  azure: { ...dev.azure, subscriptionIds: [subscriptionId] },
  alarms: { emailAddresses: ['oncall@example.com'] },
};
