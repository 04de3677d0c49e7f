import { readRecord } from '@audit-bridge/activity-log';
import { prepareEvent } from '@audit-bridge/cloudtrail-events';
import { generateRecords } from '@audit-bridge/sample-records';
import type { EventBytes } from './traffic';

const sampleRecords = 1_000;
const kilobyte = 1024;
/** Parquet with zstd: 868,851 bytes for 1,975 rows in 4 files of a local run on 2026-11-21. Fuller files are smaller per row. */
const lakeBytes = 440;

/** Bytes of an average event, by the generator that the local run and the benches use: always the same. */
export function measureBytes(): EventBytes {
  const subscriptionIds = ['aaaaaaaa-0000-4000-8000-000000000001'];
  const records = generateRecords({
    seed: 1,
    count: sampleRecords,
    startTime: '2026-01-12T00:00:00Z',
    days: 1,
    subscriptionIds,
    tenantId: '11111111-1111-4111-8111-111111111111',
    unmappable: 0,
  });
  const source = { blob: 'resourceId=/SUBSCRIPTIONS/A/y=2026/m=01/d=12/h=00/m=00/PT1H.json', offset: 0, lengthBytes: 0 };
  let count = 0;
  let record = 0;
  let event = 0;
  let stream = 0;
  for (const { bytes } of records) {
    const read = readRecord(bytes);
    if (read.kind === 'refused') continue;
    count++;
    record += bytes.length;
    stream += Math.ceil(bytes.length / kilobyte) * kilobyte;
    event += Buffer.byteLength(prepareEvent(read.record, { recipientAccountId: '123456789012', source }).eventData);
  }
  return { record: record / count, event: event / count, stream: stream / count, lake: lakeBytes };
}
