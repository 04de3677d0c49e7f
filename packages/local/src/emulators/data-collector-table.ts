import type { IngestedRow } from './ingested-rows';
import { cutToBytes, type IngestionProblems, isTakenAsTimeGenerated } from './ingestion-problems';

/** https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#data-limits */
const limits = { maxFieldBytes: 32_768, maxColumns: 500, maxNameLength: 45 } as const;

const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;
const guid = /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i;

/** The columns of a custom log, which the service makes of what arrives. */
export class DataCollectorTable {
  readonly #columns: Set<string>;

  constructor(columns: readonly string[] = []) {
    this.#columns = new Set(columns);
  }

  get columns(): readonly string[] {
    return [...this.#columns];
  }

  /** What becomes of a record: each member in a column that is named after its value too. */
  row(record: object, timeGeneratedField: string | undefined, now: number, problems: IngestionProblems): IngestedRow {
    const row: Record<string, unknown> = { TimeGenerated: timeGenerated(record, timeGeneratedField, now, problems) };
    for (const [member, value] of Object.entries(record)) {
      if (value === null) continue;
      const column = `${member}${endingOf(value)}`;
      if (!this.#hasRoomFor(column)) problems.add('unknown-member', column);
      else row[column] = storedValue(column, value, problems);
    }
    return row;
  }

  #hasRoomFor(column: string): boolean {
    if (this.#columns.has(column)) return true;
    if (column.length > limits.maxNameLength || this.#columns.size >= limits.maxColumns) return false;
    this.#columns.add(column);
    return true;
  }
}

function timeGenerated(record: object, field: string | undefined, now: number, problems: IngestionProblems): string {
  const given = field === undefined ? undefined : (record as IngestedRow)[field];
  if (isTakenAsTimeGenerated(given, now)) return new Date(given).toISOString();
  problems.add('replaced-time', 'TimeGenerated');
  return new Date(now).toISOString();
}

/** https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#record-type-and-properties */
function endingOf(value: unknown): string {
  if (typeof value === 'boolean') return '_b';
  if (typeof value === 'number') return '_d';
  if (typeof value !== 'string') return '_s';
  if (time.test(value)) return '_t';
  return guid.test(value) ? '_g' : '_s';
}

function storedValue(column: string, value: unknown, problems: IngestionProblems): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (Buffer.byteLength(text) <= limits.maxFieldBytes) return text;
  problems.add('cut-value', column);
  return cutToBytes(text, limits.maxFieldBytes);
}
