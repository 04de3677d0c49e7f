import type { GeneratedRecord } from '@audit-bridge/sample-records';

/** One message of the event hub. */
export interface HubMessage {
  readonly body: Buffer;
  readonly records: number;
}

/** Azure Monitor's own messages are about as large; far below the limit of every tier. */
const maxMessageBytes = 64 * 1024;
const opening = Buffer.from('{"records":[');
const comma = Buffer.from(',');
const closing = Buffer.from(']}');

/**
 * Messages as a diagnostic setting sends them: `{"records": [...]}` around the records' own bytes.
 *
 * A record that must be refused goes alone: one that is no JSON spoils the message that it stands in.
 */
export function* hubMessages(records: Iterable<GeneratedRecord>): Generator<HubMessage> {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for (const { bytes, expected } of records) {
    if (expected !== 'record') {
      yield messageOf([bytes]);
      continue;
    }
    if (waiting.length > 0 && waitingBytes + bytes.length > maxMessageBytes) {
      yield messageOf(waiting);
      waiting = [];
      waitingBytes = 0;
    }
    waiting.push(bytes);
    waitingBytes += bytes.length;
  }
  if (waiting.length > 0) yield messageOf(waiting);
}

function messageOf(records: readonly Buffer[]): HubMessage {
  const parts = records.flatMap((record, index) => (index === 0 ? [record] : [comma, record]));
  return { body: Buffer.concat([opening, ...parts, closing]), records: records.length };
}
