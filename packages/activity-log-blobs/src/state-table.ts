/**
 * The shape of the state table: a leaf without imports, so that the construct that creates the table and the code that uses it cannot differ.
 *
 * Keys: `blob#<path>`, `watermark#<subscription id>`, `newest#<subscription id>`.
 */
export const stateTable = {
  partitionKey: 'key',
  /** Sparse: only blobs that are not committed to their end carry `openSubscription`. */
  openBlobsIndex: { name: 'open-blobs', partitionKey: 'openSubscription', sortKey: 'key' },
  /** Seconds since 1970 UTC. */
  timeToLiveAttribute: 'expiresAt',
} as const;
