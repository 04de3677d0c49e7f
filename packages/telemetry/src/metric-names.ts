/**
 * Every metric of ours and its unit: a leaf without imports, so that a function that emits a metric and the alarm that watches it cannot differ.
 * Each carries one dimension, `metricDimension`.
 */
export const metricUnits = {
  /** Lines that hold something, among them those that a run reads again. */
  EventsIn: 'Count',
  EventsAccepted: 'Count',
  /** Lines, or pieces of them, that went to the failure place. */
  EventsRefused: 'Count',
  /** Records dropped because the same request held the same bytes already. */
  EventsRepeated: 'Count',
  /** Records that share their id with one of other bytes: both are sent. */
  EventConflicts: 'Count',
  BytesRead: 'Bytes',
  /** From the newest event of a run to its end. */
  LagSeconds: 'Seconds',
  BlobsReplaced: 'Count',
  /** Blobs that were deleted before everything in them was read. */
  BlobsDeleted: 'Count',
  /** Records that name a subscription that is not configured, or that stand in another one's blob. */
  UnknownSubscriptionEvents: 'Count',
  /** Events that the destination asked for again. */
  RetriedEntries: 'Count',
  /** Commits that found the state moved by another processor. */
  LostRaces: 'Count',

  BlobsListed: 'Count',
  /** Blobs with more in them than what is committed. */
  OpenBlobs: 'Count',
  OldestOpenBlobAgeSeconds: 'Seconds',
  HintsSent: 'Count',
  /** Subscriptions whose blobs stand in the container, and that are not configured. */
  UnknownSubscriptions: 'Count',
  /** Folders of the container that hold no activity log. */
  ForeignFolders: 'Count',
  /** Subscriptions that a run did not finish before its deadline. */
  SubscriptionsNotReached: 'Count',
  /** From the newest committed event to now, of the subscription that is furthest behind. */
  NewestEventAgeSeconds: 'Seconds',

  /** Messages of the event hub that a run was given. */
  MessagesIn: 'Count',
  /** From when the event hub took the newest message of a run to the run's end. */
  ForwardingLagSeconds: 'Seconds',
  /** Records that Kinesis took. */
  RecordsForwarded: 'Count',
  /** Rows that Kinesis refused and that were sent again. */
  RetriedRows: 'Count',
  /** Records, or whole messages, that went to the parking container for good: malformed, too large, of a stranger. */
  RecordsRefused: 'Count',
  /** Records that went to the parking container because Kinesis did not take them in time. */
  RecordsUndelivered: 'Count',
  /** Parked records that were sent on after an outage. */
  ParkedRecordsForwarded: 'Count',
  /** Parked blobs that a run could not read as what they must be: they stay where they are. */
  DamagedParkedBlobs: 'Count',
  /** Age of the oldest parked record that is still to be sent on. */
  OldestParkedAgeSeconds: 'Seconds',
  /** Messages missing between the last sequence number of a partition and the next one: they are lost. */
  MessagesLost: 'Count',
  /** Messages that an earlier run had taken care of: the checkpoint was behind. */
  MessagesReplayed: 'Count',
  /** Runs that threw, because parking failed too: the trigger's checkpoint stays. */
  ParkingFailures: 'Count',

  /** Whether a look found the streaming job running: 1 or 0. */
  StreamJobRunning: 'Count',
  /** Runs of the streaming job that the supervisor started. */
  StreamJobStarts: 'Count',
  /** Runs of the streaming job that ended although they should go on; each counts once, when its successor is started. */
  StreamJobFailures: 'Count',

  /** Records that a micro-batch of the streaming job read. */
  StreamRecordsIn: 'Count',
  /** Rows that a micro-batch wrote into the lake. */
  StreamRecordsWritten: 'Count',
  /** Records that a micro-batch put into quarantine; by reason in the job's log. */
  StreamRecordsQuarantined: 'Count',
  /** Records whose category is routed away from the lake. */
  StreamRecordsRouted: 'Count',
  /** Records of a micro-batch that repeated one of the same id and bytes. */
  StreamRecordsRepeated: 'Count',
  /** Records of a micro-batch that share their id with one of other bytes: all are kept. */
  StreamIdConflicts: 'Count',

  /** Runs of the access key report whose snapshot was accepted whole. */
  ReportsCompleted: 'Count',
  /** Users that a report read, in all accounts. */
  UsersRead: 'Count',
  /** Rows of keys that Azure Monitor accepted. */
  AccessKeysReported: 'Count',
  AccountsReported: 'Count',
  /** Accounts that could not be read: the run fails, the others are reported. */
  AccountsFailed: 'Count',
  /** Accounts of the organization that are suspended or closing, and not read. */
  AccountsSkipped: 'Count',
  /** Open accounts of the organization whose keys nobody reads; absent while that is not known. */
  UncoveredAccounts: 'Count',
  /** Open subscriptions of the tenant that nobody collects from; absent while that is not known. */
  UncoveredSubscriptions: 'Count',
  /** Whether a look for what nobody collects from came to an end: 1 or 0. */
  CoverageChecks: 'Count',
  /** Users or keys that were deleted while the report read them. */
  DeletedMeanwhile: 'Count',
  /** Requests to Azure Monitor that were sent again. */
  UploadRetries: 'Count',
} as const satisfies Record<string, 'Count' | 'Bytes' | 'Seconds'>;

export type MetricName = keyof typeof metricUnits;

export const metricNamespace = 'AuditBridge';

/** Its value is the function's name, which holds environment and pipeline. */
export const metricDimension = 'service';
