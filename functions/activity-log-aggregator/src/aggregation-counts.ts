/** What one run has done so far. */
export interface AggregationCounts {
  blobsListed: number;
  /** Blobs with more in them than what is committed. */
  openBlobs: number;
  /** Start of the path's hour of the oldest of them, milliseconds since 1970 UTC. */
  oldestOpenBlobMilliseconds: number | undefined;
  hintsSent: number;
  /** Subscriptions that have blobs and are not configured, lower-case. */
  readonly unknownSubscriptions: string[];
  /** Folders that hold no subscription's activity log. */
  readonly foreignFolders: string[];
  /** Subscriptions that were not finished before the deadline: the next run goes on with them. */
  readonly subscriptionsNotReached: string[];
  /** Of the subscription that is furthest behind; undefined while nothing was ever committed. */
  newestEventAgeMilliseconds: number | undefined;
}

export function noCounts(): AggregationCounts {
  return {
    blobsListed: 0,
    openBlobs: 0,
    oldestOpenBlobMilliseconds: undefined,
    hintsSent: 0,
    unknownSubscriptions: [],
    foreignFolders: [],
    subscriptionsNotReached: [],
    newestEventAgeMilliseconds: undefined,
  };
}
