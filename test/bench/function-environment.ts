import type { AccessKeyReportEnvironment } from '@audit-bridge/access-key-report/environment';
import type { ActivityLogAggregatorEnvironment } from '@audit-bridge/activity-log-aggregator/environment';
import type { ActivityLogForwarderEnvironment } from '@audit-bridge/activity-log-forwarder/environment';
import type { ActivityLogProcessorEnvironment } from '@audit-bridge/activity-log-processor/environment';
import type { StreamJobSupervisorEnvironment } from '@audit-bridge/stream-job-supervisor/environment';
import type { SubscriptionCoverageEnvironment } from '@audit-bridge/subscription-coverage/environment';

/** Variables that every function starts with; nothing of it is called. */
export const functionEnvironment: AccessKeyReportEnvironment &
  ActivityLogAggregatorEnvironment &
  ActivityLogForwarderEnvironment &
  ActivityLogProcessorEnvironment &
  StreamJobSupervisorEnvironment &
  SubscriptionCoverageEnvironment &
  NodeJS.ProcessEnv = {
  // The clouds run Node 22: what the SDK says of Node 20, when a client is made, is no cost of a cold start.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'example',
  AWS_SECRET_ACCESS_KEY: 'example',
  RECIPIENT_ACCOUNT_ID: '123456789012',
  SUBSCRIPTION_IDS: '11111111-2222-4333-8444-555555555555',
  STATE_TABLE_NAME: 'states',
  STATE_TTL_DAYS: '120',
  HINT_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/hints.fifo',
  FAILED_EVENTS_BUCKET: 'failed-events',
  FAILED_EVENTS_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/failed-events',
  DESTINATION: 'cloudtrail-lake',
  CHANNEL_ARN: 'arn:aws:cloudtrail:eu-central-1:123456789012:channel/11111111-2222-4333-8444-555555555555',
  CONTAINER_URL: 'https://example.blob.core.windows.net/insights-activity-logs',
  AZURE_AUTHENTICATION: 'web-identity',
  AZURE_TENANT_ID: '11111111-2222-4333-8444-555555555555',
  AZURE_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  MAX_CONCURRENT_REQUESTS: '8',
  MAX_STEP_EVENTS: '1000',
  EVENT_HUB_NAME: 'activity-log',
  EVENT_HUB_CONSUMER_GROUP: 'audit-bridge',
  PARKED_RECORDS_SCHEDULE: '0 */5 * * * *',
  STREAM_NAME: 'activity-log',
  AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/activity-log-forwarder',
  TOKEN_AUDIENCE: 'api://11111111-2222-4333-8444-555555555555/audit-bridge',
  PARKING_CONTAINER_URL: 'https://example.blob.core.windows.net/parked-records',
  DELIVERY_TIMEOUT_SECONDS: '120',
  JOB_NAME: 'activity-log',
  MANAGEMENT_GROUP_ID: '11111111-2222-4333-8444-555555555555',
  COVERAGE_SCHEDULE: '0 23 */6 * * *',
  TENANT_ID: '11111111-2222-4333-8444-555555555555',
  RESOURCE_MANAGER_URL: 'https://management.azure.com',
  RESOURCE_MANAGER_AUDIENCE: 'https://management.azure.com',
  ACCOUNT_ID: '123456789012',
  ACCOUNTS: 'own',
  PSEUDONYM_KEY_ARN: 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-4333-8444-555555555555',
  MAX_CONCURRENT_CALLS: '32',
  TRANSPORT: 'logs-ingestion',
  INGESTION_ENDPOINT: 'https://example.westeurope-1.ingest.monitor.azure.com',
  DATA_COLLECTION_RULE_ID: 'dcr-00000000000000000000000000000000',
  INGESTION_AUDIENCE: 'https://monitor.azure.com',
};
