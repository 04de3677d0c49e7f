/** What one run over a blob has done so far: filled while it runs, so that a run that fails is counted too. */
export interface ProcessingCounts {
  /** Lines that hold something, among them those of an earlier run that are read again. */
  eventsIn: number;
  eventsAccepted: number;
  /** Lines, or pieces of lines, that went to the failure place. */
  eventsRefused: number;
  /** Records dropped because the same request held the same bytes already. */
  eventsRepeated: number;
  /** Records that share their id with one of other bytes: both were sent. */
  eventConflicts: number;
  bytesRead: number;
  blobsReplaced: number;
  /** What listings had shown of replaced blobs and nobody has read. */
  bytesReplacedUnread: number;
  /** Blobs that were deleted before everything in them was read. */
  blobsDeleted: number;
  /** Records that name a subscription that is not configured, or that stand in another subscription's blob. */
  unknownSubscriptionEvents: number;
  /** Events that the destination asked for again. */
  retriedEntries: number;
  /** Commits that found the state moved by another processor. */
  lostRaces: number;
  /** Event time of the newest committed event, milliseconds since 1970 UTC. */
  newestEventMilliseconds: number | undefined;
}

export function noCounts(): ProcessingCounts {
  return {
    eventsIn: 0,
    eventsAccepted: 0,
    eventsRefused: 0,
    eventsRepeated: 0,
    eventConflicts: 0,
    bytesRead: 0,
    blobsReplaced: 0,
    bytesReplacedUnread: 0,
    blobsDeleted: 0,
    unknownSubscriptionEvents: 0,
    retriedEntries: 0,
    lostRaces: 0,
    newestEventMilliseconds: undefined,
  };
}
