import type { GeneratedRecord } from './generated-record';
import type { SampleRecordsOptions } from './sample-records-options';

/** Activity log records in the order in which Azure receives them. */
export function* generateRecords(options: SampleRecordsOptions): Generator<GeneratedRecord> {
  throw new Error(`to be written (${options.seed})`);
}
