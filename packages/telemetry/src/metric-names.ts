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
} as const satisfies Record<string, 'Count' | 'Bytes' | 'Seconds'>;

export type MetricName = keyof typeof metricUnits;

export const metricNamespace = 'AuditBridge';

/** Its value is the function's name, which holds environment and pipeline. */
export const metricDimension = 'service';
