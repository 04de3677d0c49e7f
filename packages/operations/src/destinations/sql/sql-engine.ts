/** A row of an answer, by the columns' names in lower case; undefined for null. */
export type SqlRow = Readonly<Record<string, string | undefined>>;

/** A service that answers SQL: one that runs a query on its own time, and bills for what it scans. */
export interface SqlEngine {
  /**
   * @throws {SqlQueryError} when the service does not answer the query
   * @throws {InterruptedError} when the person stops: the query is cancelled first
   */
  rows(sql: string): AsyncIterable<SqlRow>;
  /** Bytes that all queries so far have scanned. */
  scannedBytes(): number;
}

/** A lake's service did not answer a query; the message has its own words, and what to do. */
export class SqlQueryError extends Error {
  override readonly name = 'SqlQueryError';
}
