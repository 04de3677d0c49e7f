import type { ActivityLogAggregatorEnvironment } from '@audit-bridge/activity-log-aggregator/environment';
import type { ActivityLogProcessorEnvironment } from '@audit-bridge/activity-log-processor/environment';
import { operatedNames } from '@audit-bridge/naming';
import { testAccountId } from '../emulators/test-account';
import { localNames } from '../environment/local-environment';
import { withoutAbsent } from '../pipelines/without-absent';
import type { CloudTrailLakeEmulators } from './emulators';
import type { PipelineResources } from './resources';

export const containerName = operatedNames(localNames).activityLogContainer;

export interface FunctionVariablesProps {
  readonly emulators: CloudTrailLakeEmulators;
  readonly resources: PipelineResources;
  readonly subscriptionIds: readonly string[];
  readonly destination: DestinationVariables;
}

export type DestinationVariables = Pick<
  ActivityLogProcessorEnvironment,
  'DESTINATION' | 'CHANNEL_ARN' | 'LOG_GROUP_NAME' | 'LOG_RETENTION_DAYS' | 'ARCHIVE_BUCKET'
>;

/** What the construct gives to the two functions, with the emulators in the clouds' places. */
export function functionVariables({ emulators, resources, subscriptionIds, destination }: FunctionVariablesProps) {
  const shared = {
    SUBSCRIPTION_IDS: subscriptionIds.join(','),
    STATE_TABLE_NAME: resources.stateTableName,
    STATE_TTL_DAYS: '120',
    HINT_QUEUE_URL: resources.hints.url,
    CONTAINER_URL: `${emulators.azurite.accountUrl}/${containerName}`,
    AZURE_AUTHENTICATION: 'web-identity',
    AZURE_TENANT_ID: emulators.tenantId,
    AZURE_CLIENT_ID: emulators.clientId,
    ...emulators.sdkVariables,
  };
  const aggregator: ActivityLogAggregatorEnvironment = shared;
  const processor: ActivityLogProcessorEnvironment = {
    ...shared,
    RECIPIENT_ACCOUNT_ID: testAccountId,
    FAILED_EVENTS_BUCKET: resources.failedEventsBucket,
    FAILED_EVENTS_QUEUE_URL: resources.failedEvents.url,
    MAX_CONCURRENT_REQUESTS: '8',
    MAX_STEP_EVENTS: '2000',
    ...destination,
  };
  return { aggregator: withoutAbsent(aggregator), processor: withoutAbsent(processor) };
}
