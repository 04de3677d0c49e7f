import type { Balance } from './accounting';
import type { JobCounts } from './batch-manifests';

export interface Statements {
  /** What lies in the output. */
  readonly balance: Balance;
  /** What the job says that it did. */
  readonly job: JobCounts;
  /** Records that came out of the stream. */
  readonly forwarded: number;
  /** Rows that were checked against the schema. */
  readonly validatedRows: number;
  /** Rows that do not hold the text whose hash they name, or stand in another folder than their own. */
  readonly misplacedRows: number;
}

/** Where two statements about one thing differ; empty when the job and its output tell the same. */
export function contradictions({ balance, job, forwarded, validatedRows, misplacedRows }: Statements): readonly string[] {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0);
  const found = (what: string, said: number, is: number) =>
    said === is ? [] : [`The job says that ${said} records ${what}, and ${is} are.`];
  const reasons = [...new Set([...Object.keys(job.quarantined), ...Object.keys(balance.quarantined)])];
  return [
    ...found('were read from the stream', job.in, forwarded),
    ...found('are in the lake', job.written, balance.written),
    ...reasons.flatMap(reason => found(`are quarantined as ${reason}`, job.quarantined[reason] ?? 0, balance.quarantined[reason] ?? 0)),
    ...found('are routed away', job.routed, balance.routed),
    ...found('came to an end in the job', job.written + sum(job.quarantined) + job.routed + job.repeated, job.in),
    ...(validatedRows === balance.written
      ? []
      : [`${validatedRows} rows were checked against the schema, and ${balance.written} are in the lake.`]),
    ...(misplacedRows === 0
      ? []
      : [`${misplacedRows} rows do not hold the text whose hash they name, or stand in another folder than their own.`]),
  ];
}
