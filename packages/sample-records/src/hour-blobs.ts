import type { GeneratedRecord } from './generated-record';

/** The blob that Azure Monitor appends a record to: the hour is the one of receipt, whatever the event's own time. */
export function hourBlobPath(record: Pick<GeneratedRecord, 'subscriptionId' | 'receivedMilliseconds'>): string {
  const [year, month, day, hour] = new Date(record.receivedMilliseconds).toISOString().split(/[-T:]/);
  return `resourceId=/SUBSCRIPTIONS/${record.subscriptionId.toUpperCase()}/y=${year}/m=${month}/d=${day}/h=${hour}/m=00/PT1H.json`;
}

/**
 * The blobs that a run of records fills: path and bytes, a line feed after each record. Holds one hour at a time,
 * since records come in the order of receipt.
 */
export function* hourBlobs(records: Iterable<GeneratedRecord>): Generator<{ readonly path: string; readonly bytes: Buffer }> {
  let hour = Number.NaN;
  let lines = new Map<string, Buffer[]>();
  const filled = () => [...lines].map(([path, pieces]) => ({ path, bytes: Buffer.concat(pieces) }));
  for (const record of records) {
    const recordHour = Math.floor(record.receivedMilliseconds / 3_600_000);
    if (recordHour !== hour) {
      yield* filled();
      lines = new Map();
      hour = recordHour;
    }
    const path = hourBlobPath(record);
    const pieces = lines.get(path) ?? [];
    lines.set(path, pieces);
    pieces.push(record.bytes, lineFeed);
  }
  yield* filled();
}

const lineFeed = Buffer.from('\n');
