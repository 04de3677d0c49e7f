/** One record of a run's input. */
export interface SourceRecord {
  /** The record as one line, without a line feed. */
  readonly bytes: Buffer;
  /** The subscription whose blob takes it; lower-case. */
  readonly subscriptionId: string;
  /** In which of the run's hours Azure is said to have received it: 0 for the first one. */
  readonly hour: number;
}

/** Where a run's records come from. Each reading gives the same records. */
export interface RecordSource {
  /** For a person: `2,000 generated records (seed 1)`. */
  readonly description: string;
  /** Equal only for equal records: tells whether an output folder holds the results of the same input. */
  readonly fingerprint: string;
  /** The configured subscriptions of the run; lower-case, at least one. */
  readonly subscriptionIds: readonly string[];
  readonly recordCount: number;
  /** Hours that the records spread over. */
  readonly hours: number;
  read(): AsyncIterable<SourceRecord> | Iterable<SourceRecord>;
}

/** Of a run that reads no activity log. */
export const noRecords: RecordSource = {
  description: 'no records',
  fingerprint: 'none',
  subscriptionIds: [],
  recordCount: 0,
  hours: 0,
  read: () => [],
};
