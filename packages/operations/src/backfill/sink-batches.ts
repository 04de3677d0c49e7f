import type { SourceRecord } from '../events/activity-log-source';
import type { RecordSink } from './record-sink';

/** Records as a sink takes them: whole requests, in the order in which they come. */
export async function* batchesOf(
  records: AsyncIterable<SourceRecord>,
  limits: RecordSink['limits'],
): AsyncGenerator<readonly SourceRecord[]> {
  let batch: SourceRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    if (batch.length === limits.maxRecords || (batch.length > 0 && bytes + record.bytes.length > limits.maxBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += record.bytes.length;
  }
  if (batch.length > 0) yield batch;
}
