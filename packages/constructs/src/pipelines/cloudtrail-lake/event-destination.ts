import type { ActivityLogProcessorEnvironment } from '@audit-bridge/activity-log-processor/environment';
import type { IamStatement } from '../../building-blocks/iam-policy';

/** What the processor must know, and may do, to deliver events. */
export interface EventDestination {
  readonly environment: Pick<
    ActivityLogProcessorEnvironment,
    'DESTINATION' | 'CHANNEL_ARN' | 'LOG_GROUP_NAME' | 'LOG_RETENTION_DAYS' | 'ARCHIVE_BUCKET'
  >;
  readonly statements: readonly IamStatement[];
}
