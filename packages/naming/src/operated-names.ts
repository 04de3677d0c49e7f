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
  /** In that container: what the command line has put into the event hub and onto the stream, where records are generated. */
  readonly fedPrefix: string;
  readonly kinesisStream: string;
  /** Of the bucket that holds what the streaming job did not write into the lake. */
  readonly quarantineBucket: string;
  /** Key or name, in the quarantine's bucket and in the container of parked records, of what an operator's command holds while it changes something there. */
  readonly operatorLock: `${typeof locksPrefix}${string}`;
  /** How far each blob is committed. */
  readonly stateTable: string;
  /** Of the store that the pipeline creates; a given one has its own. */
  readonly eventDataStore: string;
  /** Takes the events where CloudTrail Lake is closed to the account. */
  readonly eventsLogGroup: string;
  /** Of the bucket with the events that are too old for that log group. */
  readonly archiveBucket: string;
  /** Of the bucket with refused records, and of the queue that points there. */
  readonly failedEventsBucket: string;
  /** In that bucket: records that an operator has the processor take to the destination. */
  readonly backfillPrefix: string;
  readonly failedEventsQueue: string;
  readonly hintsDeadLetterQueue: string;
  readonly aggregatorScheduleDeadLetterQueue: string;
  readonly coverageScheduleDeadLetterQueue: string;
  /** Of the lake in a bucket, where Security Lake is not used. */
  readonly lakeBucket: string;
  /** Of the bucket with the streaming job's code, checkpoint and work. */
  readonly jobBucket: string;
  /** Of the bucket with the answers to queries over the lake. */
  readonly queryResultsBucket: string;
  /** Of the storage account that the forwarder's host keeps its checkpoints and its package in. */
  readonly hostAccount: string;
  readonly functionApp: string;
  /** Glue's name for the streaming job; also the `service` of its metrics. */
  readonly streamJob: string;
  /** Of the channel that the pipeline creates; a given one has its own. */
  readonly channel: string;
  /** Where Athena is asked about the lake. */
  readonly lakeWorkgroup: string;
  /** Of the catalog's database with our own table and view. */
  readonly lakeDatabase: string;
  readonly supervisorScheduleDeadLetterQueue: string;
  readonly reportDeadLetterQueue: string;
  readonly reportScheduleDeadLetterQueue: string;
}

export const locksPrefix = 'locks/';

export function operatedNames(names: Names): OperatedNames {
  return {
    activityLogAccount: names.of('azureStorageAccount'),
    activityLogContainer: 'insights-activity-logs',
    eventHubsNamespace: names.of('azureEventHubsNamespace', 'activity-log'),
    eventHub: 'activity-log',
    parkingAccount: names.of('azureStorageAccount', 'security-lake'),
    parkingContainer: 'parked-records',
    fedPrefix: 'fed/',
    kinesisStream: names.of('kinesisStream', 'activity-log'),
    quarantineBucket: names.of('s3Bucket', 'quarantine'),
    operatorLock: `${locksPrefix}operator.json`,
    stateTable: names.of('dynamodbTable', 'activity-log-blobs'),
    eventDataStore: names.of('eventDataStore', 'activity-log'),
    eventsLogGroup: `/${names.of('logGroup', 'activity-log-events')}`,
    archiveBucket: names.of('s3Bucket', 'activity-log-archive'),
    failedEventsBucket: names.of('s3Bucket', 'failed-events'),
    backfillPrefix: 'backfill/',
    failedEventsQueue: names.of('sqsQueue', 'failed-events'),
    hintsDeadLetterQueue: names.of('sqsFifoQueue', 'blob-hints-dead-letter'),
    aggregatorScheduleDeadLetterQueue: names.of('sqsQueue', 'schedule-dead-letter'),
    coverageScheduleDeadLetterQueue: names.of('sqsQueue', 'coverage-schedule-dead-letter'),
    lakeBucket: names.of('s3Bucket', 'activity-log-lake'),
    jobBucket: names.of('s3Bucket', 'stream-job'),
    queryResultsBucket: names.of('s3Bucket', 'query-results'),
    hostAccount: names.of('azureStorageAccount', 'forwarder'),
    functionApp: names.of('azureFunctionApp', 'forwarder'),
    streamJob: names.of('glueJob', 'activity-log-stream'),
    channel: names.of('channel', 'activity-log'),
    lakeWorkgroup: names.of('athenaWorkgroup', 'security-lake'),
    lakeDatabase: names.of('glueDatabase', 'security-lake'),
    supervisorScheduleDeadLetterQueue: names.of('sqsQueue', 'supervisor-schedule-dead-letter'),
    reportDeadLetterQueue: names.of('sqsQueue', 'access-key-report', 'dead-letter'),
    reportScheduleDeadLetterQueue: names.of('sqsQueue', 'report-schedule-dead-letter'),
  };
}
