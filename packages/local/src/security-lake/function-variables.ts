import { type ActivityLogForwarderEnvironment, eventHubConnection } from '@audit-bridge/activity-log-forwarder/environment';
import { defaultForwarder } from '@audit-bridge/config';
import { operatedNames } from '@audit-bridge/naming';
import { consumerGroup, eventHubName } from '../clouds/shared-event-hubs';
import { testRegion } from '../emulators/test-account';
import { localNames } from '../environment/local-environment';
import type { SecurityLakeEmulators } from './emulators';
import { streamName } from './resources';

export const containerName = operatedNames(localNames).parkingContainer;

/** What the construct gives to the forwarder, with the emulators in the clouds' places. */
export function functionVariables(
  { eventHubs, azurite, identity, roleArn, sdkVariables }: SecurityLakeEmulators,
  subscriptionIds: readonly string[],
): Readonly<Record<string, string>> {
  const forwarder: ActivityLogForwarderEnvironment = {
    EVENT_HUB_NAME: eventHubName,
    EVENT_HUB_CONSUMER_GROUP: consumerGroup,
    PARKED_RECORDS_SCHEDULE: '0 */5 * * * *',
    SUBSCRIPTION_IDS: subscriptionIds.join(','),
    STREAM_NAME: streamName,
    AWS_REGION: testRegion,
    AWS_ROLE_ARN: roleArn,
    TOKEN_AUDIENCE: identity.tokenAudience,
    AZURE_CLIENT_ID: identity.clientId,
    PARKING_CONTAINER_URL: `${azurite.accountUrl}/${containerName}`,
    MAX_CONCURRENT_REQUESTS: String(defaultForwarder.maxConcurrentRequests),
    DELIVERY_TIMEOUT_SECONDS: String(defaultForwarder.deliveryTimeoutSeconds),
  };
  return { ...forwarder, [eventHubConnection]: eventHubs.connectionString, ...sdkVariables };
}
