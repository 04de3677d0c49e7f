import type { AuditEvents } from '@audit-bridge/activity-log-processor/audit-events';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import type { Bench } from '../bench';
import { benchRow } from '../bench-row';
import { measureInTurns } from '../measure';
import { acceptingEvents, processRepeatedBlob } from '../processing/process-repeated-blob';
import { RepeatedBlob, sampleLines } from '../processing/repeated-blob';

const latencyMilliseconds = 50;
/** What the constructs give the function. */
const concurrency = { maxConcurrentRequests: 8, maxStepEvents: 1_000 };

/** Whether reading, mapping and committing hide behind the sending. */
export const processor: Bench = {
  name: 'processor',
  purpose: `a blob through the processor with ${latencyMilliseconds} ms per request, against sending the same batches at the same concurrency`,
  async run({ quick, progress }) {
    const records = quick ? 2_000 : 40_000;
    const rounds = quick ? 1 : 5;
    progress(`processor over ${records} records, ${rounds} times, and sending alone`);
    const blob = new RepeatedBlob(sampleLines(records), 1);
    const events = acceptingEvents(latencyMilliseconds);
    const batches: (readonly PreparedEvent[])[] = [];
    await processRepeatedBlob(blob, recording(events, batches), concurrency);
    const sent = batches.reduce((sum, batch) => sum + batch.length, 0);
    const { value, reference } = await measureInTurns(rounds, {
      value: async () => sent / (await secondsOf(() => processRepeatedBlob(blob, events, concurrency))),
      reference: async () => sent / (await secondsOf(() => sendAll(batches, events))),
    });
    return [benchRow('processor', 'events/s', value, reference, { comparison: '>=', ratio: 0.8 })];
  },
};

function recording(events: AuditEvents, batches: (readonly PreparedEvent[])[]): AuditEvents {
  return {
    ...events,
    put: batch => {
      batches.push(batch);
      return events.put(batch);
    },
  };
}

async function sendAll(batches: readonly (readonly PreparedEvent[])[], events: AuditEvents): Promise<void> {
  const waiting = batches.values();
  const send = async () => {
    for (const batch of waiting) await events.put(batch);
  };
  await Promise.all(Array.from({ length: concurrency.maxConcurrentRequests }, send));
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
