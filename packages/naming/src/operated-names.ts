import type { Names } from './names';

/**
 * Names of what the operator's command line reads and writes besides the functions. The constructs that make these resources ask here too, so the command line
 * finds what was deployed.
 */
export interface OperatedNames {
  /** Of the storage account that Azure Monitor, or the command line, writes activity log blobs to. */
  readonly activityLogAccount: string;
  /** Azure Monitor's own name for the container of the activity log; it makes no other. */
  readonly activityLogContainer: string;
  readonly eventHubsNamespace: string;
  readonly eventHub: string;
  /** Of the storage account with the parked records. */
  readonly parkingAccount: string;
  readonly parkingContainer: string;
  readonly kinesisStream: string;
  /** Of the bucket that holds what the streaming job did not write into the lake. */
  readonly quarantineBucket: string;
}

export function operatedNames(names: Names): OperatedNames {
  return {
    activityLogAccount: names.of('azureStorageAccount'),
    activityLogContainer: 'insights-activity-logs',
    eventHubsNamespace: names.of('azureEventHubsNamespace', 'activity-log'),
    eventHub: 'activity-log',
    parkingAccount: names.of('azureStorageAccount', 'security-lake'),
    parkingContainer: 'parked-records',
    kinesisStream: names.of('kinesisStream', 'activity-log'),
    quarantineBucket: names.of('s3Bucket', 'quarantine'),
  };
}
