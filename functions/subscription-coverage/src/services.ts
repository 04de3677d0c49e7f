import { restApi } from '@audit-bridge/azure-rest-api/rest-api';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import type { AzureLists } from '@audit-bridge/coverage/azure-lists';
import type { CheckSettings } from '@audit-bridge/coverage/check-subscriptions';
import { WebIdentityCredential } from '@audit-bridge/web-identity';
import { STSClient } from '@aws-sdk/client-sts';
import type { SubscriptionCoverageSettings } from './environment';

/** What a process keeps from its cold start on. */
export interface Services {
  readonly azure: AzureLists;
  readonly settings: CheckSettings;
}

/** Connects to nothing yet: that is left to the first requests. */
export function connectServices(environment: SubscriptionCoverageSettings): Services {
  const { AZURE_CLIENT_ID: clientId, AZURE_TENANT_ID: tenantId } = environment;
  const time = { clock: systemClock, randomness: systemRandomness };
  const credential = new WebIdentityCredential({ client: new STSClient({}), tenantId, clientId, ...time });
  return {
    azure: restApi({ url: environment.RESOURCE_MANAGER_URL, credential, scope: `${environment.RESOURCE_MANAGER_AUDIENCE}/.default` }),
    settings: { tenantId, subscriptionIds: environment.SUBSCRIPTION_IDS, managementGroupId: environment.MANAGEMENT_GROUP_ID },
  };
}
