/** The way of records into a Log Analytics table. */
export interface RecordUpload {
  /**
   * Resolves when Azure Monitor accepted every record: acceptance, not ingestion. A record may have been accepted twice (an answer that was lost).
   *
   * @param giveUpAt milliseconds since 1970 UTC: no request goes on after it
   * @throws {UploadError} with how many records were not accepted and why, and what to do; no record's content stands in it
   */
  upload(records: readonly object[], giveUpAt: number): Promise<void>;
}
