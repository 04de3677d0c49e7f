import type { SourceRecord } from '../events/activity-log-source';

/** What became of records that were sent. */
export interface SendReport {
  readonly accepted: number;
  /** An equal record of the same request was sent. */
  readonly repeated: number;
  /** By reason; each is kept in the pipeline's failure place, or is named. */
  readonly refused: Readonly<Record<string, number>>;
}

/** A way into one pipeline, with the ids, the checks and the rights of that pipeline. */
export interface RecordSink {
  /** For a person. */
  readonly description: string;
  /** What one call may be given. */
  readonly limits: { readonly maxRecords: number; readonly maxBytes: number };
  /**
   * Sends records of one subscription and day; when it returns, each is accepted, or refused for a reason.
   *
   * @throws when some may not have been taken; sent again, they have the same ids
   */
  send(records: readonly SourceRecord[]): Promise<SendReport>;
}

export const nothingSent: SendReport = { accepted: 0, repeated: 0, refused: {} };

export function addReports(one: SendReport, other: SendReport): SendReport {
  const refused = { ...one.refused };
  for (const [reason, count] of Object.entries(other.refused)) refused[reason] = (refused[reason] ?? 0) + count;
  return { accepted: one.accepted + other.accepted, repeated: one.repeated + other.repeated, refused };
}
