import { DamagedFailedRecordsError } from './errors';
import type { FailedRecord } from './failure-place';

/** A message of the failed-events queue: which object to look at. The queue forgets after 14 days, the object stays. */
export interface FailedRecordsPointer {
  readonly bucket: string;
  readonly key: string;
  readonly blob: string;
  /** How many records the object holds. */
  readonly records: number;
  /** How many of them each reason has. */
  readonly reasons: Readonly<Record<string, number>>;
}

export function failedRecordsPointer(bucket: string, key: string, records: readonly FailedRecord[]): FailedRecordsPointer {
  const reasons: Record<string, number> = {};
  for (const { reason } of records) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { bucket, key, blob: records[0]?.blob ?? '', records: records.length, reasons };
}

/** @throws {DamagedFailedRecordsError} when the message is no pointer */
export function readFailedRecordsPointer(body: string): FailedRecordsPointer {
  const { bucket, key, blob, records, reasons } = parseFields(body);
  const isWhole =
    typeof bucket === 'string' && typeof key === 'string' && typeof blob === 'string' && Number.isSafeInteger(records) && isCounts(reasons);
  if (!isWhole) throw new DamagedFailedRecordsError('The message does not point to an object of failed records.');
  return { bucket, key, blob, records: Number(records), reasons };
}

function parseFields(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new DamagedFailedRecordsError('The message of the failed-events queue is no JSON.', { cause });
  }
  throw new DamagedFailedRecordsError('The message of the failed-events queue is no JSON object.');
}

function isCounts(value: unknown): value is Readonly<Record<string, number>> {
  return typeof value === 'object' && value !== null && Object.values(value).every(count => Number.isSafeInteger(count));
}
