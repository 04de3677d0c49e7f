import type { IngestedRow } from './ingested-rows';
import { cutToBytes, type IngestionProblems, isTakenAsTimeGenerated } from './ingestion-problems';

/** A column of a stream declaration. */
export interface StreamColumn {
  readonly name: string;
  /** `string`, `int`, `long`, `real`, `boolean`, `datetime` or `dynamic`. */
  readonly type: string;
}

/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const maxFieldBytes = 65_536;

const isTime = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && Number.isFinite(Date.parse(value));

const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: value => typeof value === 'string',
  int: value => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  long: Number.isInteger,
  real: value => typeof value === 'number',
  boolean: value => typeof value === 'boolean',
  datetime: isTime,
  dynamic: () => true,
};

/** What becomes of a record in the table. The conversions that the service may try are not tried: our records are to need none. */
export function streamRow(record: object, columns: readonly StreamColumn[], now: number, problems: IngestionProblems): IngestedRow {
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const column = columns.find(declared => declared.name === name);
    if (column === undefined) problems.add('unknown-member', name);
    else if (value !== null && fits[column.type]?.(value) !== true) problems.add('wrong-type', name);
    else if (value !== null) row[name] = withinLimit(name, value, problems);
  }
  if (!isTakenAsTimeGenerated(row.TimeGenerated, now)) {
    problems.add('replaced-time', 'TimeGenerated');
    row.TimeGenerated = new Date(now).toISOString();
  }
  return row;
}

function withinLimit(name: string, value: unknown, problems: IngestionProblems): unknown {
  if (typeof value !== 'string' || Buffer.byteLength(value) <= maxFieldBytes) return value;
  problems.add('cut-value', name);
  return cutToBytes(value, maxFieldBytes);
}
