import { countedRows, type FigureRow, whole } from '../pipelines/figures-table';
import type { Balance } from './accounting';

export interface SecurityLakeFigures extends Balance {
  /** Event hub messages that the records were sent in. */
  readonly messages: number;
  /** Records that came out of the Kinesis stream. */
  readonly forwarded: number;
  /** Rows that were not in the lake before this run. */
  readonly newRows: number;
  /** Ids that records with different bytes share: each of the records is a row. */
  readonly conflicts: number;
  /** Rows that were checked against the OCSF schema, and what is wrong with them. */
  readonly validation: { readonly rows: number; readonly errors: number; readonly first: readonly string[] };
  /** Where the job, or the lake, contradicts what lies there: must be empty. */
  readonly contradictions: readonly string[];
  readonly files: number;
  /** Of the lake's files. */
  readonly bytes: number;
  /** From the first message to the last file: starting the emulators is not in it, starting Spark is. */
  readonly seconds: number;
}

/** The figures for a person. */
export const figureRows = (figures: SecurityLakeFigures): readonly FigureRow[] => [
  ['records in', whole(figures.recordsIn)],
  ['messages', whole(figures.messages)],
  ['through Kinesis', whole(figures.forwarded)],
  ['events in the lake', whole(figures.written)],
  ['  of these new in the folder', whole(figures.newRows)],
  ['  with an id that another has', whole(figures.conflicts)],
  ['repeated', whole(figures.repeated)],
  ...countedRows('quarantined', figures.quarantined),
  ...(figures.routed > 0 ? [['routed away', whole(figures.routed)] as const] : []),
  ...countedRows('parked', figures.parked),
  ...(figures.unsendable > 0 ? [['larger than Event Hubs takes', whole(figures.unsendable)] as const] : []),
  ...(figures.unaccounted.length > 0 ? [['UNACCOUNTED FOR', whole(figures.unaccounted.length)] as const] : []),
  ['OCSF errors', whole(figures.validation.errors)],
  ['parquet files', whole(figures.files)],
  ['bytes', whole(figures.bytes)],
  ['seconds', figures.seconds.toFixed(1)],
];

/** What must not be, a line each. */
export const problemsOf = ({ unaccounted, unexpected, contradictions, validation }: SecurityLakeFigures): readonly string[] => [
  ...unaccounted.map(place => `Not accounted for: ${place}`),
  ...unexpected.map(what => `Not expected: ${what}`),
  ...contradictions,
  ...(validation.errors > 0
    ? [`Not valid OCSF: ${whole(validation.errors)} errors in ${whole(validation.rows)} rows, such as ${validation.first[0]}`]
    : []),
];
