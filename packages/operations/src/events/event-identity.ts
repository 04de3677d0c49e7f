/**
 * What a source and a destination both know of an event.
 *
 * Its id is `eventDataId`, else the SHA-256 of the record's bytes (64 hex digits): the blobs and both lakes give the same one. The REST interface spells an
 * event otherwise, so that its bytes have another hash: there the four words below tell that two spellings are one event.
 */
export interface EventIdentity {
  readonly id: string;
  /** The record's own time. */
  readonly time: Date;
  readonly correlationId: string | undefined;
  /** As the destinations show it, like `Microsoft.Storage/storageAccounts/write`; compared in lower case. */
  readonly operation: string;
  /** `Success`, `Failure` or what the mapping made of it. */
  readonly status: string;
  /** Lower case; undefined where a record names none. */
  readonly subscriptionId: string | undefined;
}
