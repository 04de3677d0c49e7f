import { parseBlobPath } from '@audit-bridge/activity-log-blobs';
import { systemClock } from '@audit-bridge/backoff';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { S3Client } from '@aws-sdk/client-s3';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { AuditEvents } from './audit-events';
import { CloudTrailLakeEvents } from './cloudtrail-lake-events';
import { CloudWatchLogsEvents } from './cloudwatch-logs-events';
import type { ActivityLogProcessorSettings } from './environment';
import { EventArchive } from './event-archive';

/** The destination of the events of one blob. */
export type DestinationOf = (path: string) => AuditEvents;

/** Connects to the destination that the settings choose. Nothing is sent yet. */
export function connectDestination(settings: ActivityLogProcessorSettings, s3: S3Client): DestinationOf {
  return settings.DESTINATION === 'cloudtrail-lake' ? connectCloudTrailLake(settings) : connectCloudWatchLogs(settings, s3);
}

function connectCloudTrailLake({ CHANNEL_ARN = '', MAX_CONCURRENT_REQUESTS }: ActivityLogProcessorSettings): DestinationOf {
  const events = new CloudTrailLakeEvents({
    channelArn: CHANNEL_ARN,
    // The channel's region: arn:aws:cloudtrail:<region>:...
    region: CHANNEL_ARN.split(':')[3] ?? '',
    endpointUrl: process.env.AWS_ENDPOINT_URL_CLOUDTRAIL_DATA,
    maxConcurrentRequests: MAX_CONCURRENT_REQUESTS,
    credentials: defaultProvider(),
  });
  return () => events;
}

function connectCloudWatchLogs(settings: ActivityLogProcessorSettings, s3: S3Client): DestinationOf {
  const { ARCHIVE_BUCKET = '', LOG_GROUP_NAME = '', LOG_RETENTION_DAYS = 0 } = settings;
  // One attempt: the delivery retries by itself, and knows the deadline.
  const client = new CloudWatchLogsClient({ maxAttempts: 1 });
  const archive = new EventArchive({ s3, bucket: ARCHIVE_BUCKET });
  return path =>
    new CloudWatchLogsEvents({
      client,
      logGroupName: LOG_GROUP_NAME,
      retentionDays: LOG_RETENTION_DAYS,
      streamPrefix: parseBlobPath(path)?.subscriptionId ?? 'no-subscription',
      archive,
      clock: systemClock,
    });
}
