import { forwardMessages } from '@audit-bridge/activity-log-forwarder/forward-messages';
import { noCounts } from '@audit-bridge/activity-log-forwarder/forwarding-counts';
import type { HubMessage } from '@audit-bridge/activity-log-forwarder/hub-message';
import { PartitionSequences } from '@audit-bridge/activity-log-forwarder/partition-sequences';
import { systemClock, systemRandomness, turnOfTheEventLoop } from '@audit-bridge/backoff';
import { defaultForwarder } from '@audit-bridge/config';
import type { RecordStream } from '@audit-bridge/record-stream';
import { kinesisLimits } from '@audit-bridge/record-stream/kinesis-record-stream';
import { subscriptionId } from '../processing/repeated-blob';

/** What the constructs give the function. */
export const { maxConcurrentRequests, deliveryTimeoutSeconds } = defaultForwarder;

/** Runs the real use case over messages, with everything outside the process in memory. @returns how many records were forwarded */
export async function forwardInMemory(messages: readonly HubMessage[], stream: RecordStream): Promise<number> {
  const counts = noCounts();
  const sequenceNumbers = { read: async () => undefined, write: async () => 'etag' };
  await forwardMessages(
    { partitionId: '0', messages },
    {
      ports: {
        stream,
        parking: { list: refuse, read: refuse, remove: refuse, put: refuse },
        sequenceNumbers,
        clock: systemClock,
        randomness: systemRandomness,
        breathe: turnOfTheEventLoop,
      },
      settings: { subscriptionIds: [subscriptionId], maxConcurrentRequests, deliveryTimeoutSeconds },
      sequences: new PartitionSequences(sequenceNumbers),
      counts,
      log: { info: () => {}, warn: refuse, error: refuse, emit: refuse },
    },
  );
  return counts.recordsForwarded;
}

const refuse = (): never => {
  throw new Error('Every record of the bench is to be forwarded.');
};

/** Takes all rows after a while, as a stream that far away. */
export function takingStream(latencyMilliseconds: number): RecordStream {
  return {
    limits: kinesisLimits,
    put: async rows => {
      await new Promise(resolve => setTimeout(resolve, latencyMilliseconds));
      return rows.map(() => ({ kind: 'taken' }));
    },
  };
}
