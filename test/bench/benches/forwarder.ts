import type { RecordStream, StreamRow } from '@audit-bridge/record-stream';
import type { Bench } from '../bench';
import { benchRow } from '../bench-row';
import { forwardInMemory, maxConcurrentRequests, takingStream } from '../forwarding/forward-in-memory';
import { hubMessages } from '../forwarding/hub-messages';
import { measureInTurns } from '../measure';

const latencyMilliseconds = 50;

/** Whether taking messages apart and judging records hides behind the sending, and what full requests are worth. */
export const forwarder: Bench = {
  name: 'forwarder',
  purpose: `messages through the forwarder with ${latencyMilliseconds} ms per PutRecords, against sending the same batches, and against a PutRecord per record`,
  async run({ quick, progress }) {
    // A run of the function over as many messages as the host hands over at once, each of 100 records.
    const messages = hubMessages(quick ? 2_000 : 12_800);
    const rounds = quick ? 1 : 15;
    const singleRows = quick ? 40 : 400;
    progress(`forwarder over ${messages.length} messages, ${rounds} times, and sending alone`);
    const stream = takingStream(latencyMilliseconds);
    const batches: (readonly StreamRow[])[] = [];
    const records = await forwardInMemory(messages, recording(stream, batches));
    const sent = await measureInTurns(rounds, {
      value: () => rate(records, () => forwardInMemory(messages, stream)),
      reference: () => rate(records, () => sendAll(batches, stream)),
    });
    progress(`forwarder, against ${singleRows} records sent one by one`);
    const singles = batches
      .flat()
      .slice(0, singleRows)
      .map(row => [row]);
    const single = await rate(singleRows, () => sendAll(singles, stream));
    return [
      benchRow('forwarder', 'records/s', sent.value, sent.reference, { comparison: '>=', ratio: 0.8 }),
      benchRow('forwarder, not one by one', 'records/s', sent.value, single, { comparison: '>=', ratio: 50 }),
    ];
  },
};

function recording(stream: RecordStream, batches: (readonly StreamRow[])[]): RecordStream {
  return {
    ...stream,
    put: rows => {
      batches.push(rows);
      return stream.put(rows);
    },
  };
}

/** At the forwarder's own concurrency. */
async function sendAll(batches: readonly (readonly StreamRow[])[], stream: RecordStream): Promise<void> {
  const waiting = batches.values();
  const send = async () => {
    for (const batch of waiting) await stream.put(batch);
  };
  await Promise.all(Array.from({ length: maxConcurrentRequests }, send));
}

/** @returns records per second */
async function rate(records: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (records * 1000) / (performance.now() - startedAt);
}
