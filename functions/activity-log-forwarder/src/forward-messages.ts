import type { ParkedRecord } from '@audit-bridge/parked-records';
import { deliverAccepted } from './accept-records';
import { RecordsNotParkedError } from './errors';
import type { ForwarderPorts, ForwarderSettings, RunLog } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';
import type { HubMessages } from './hub-message';
import type { PartitionSequences } from './partition-sequences';

export interface ForwardingRun {
  readonly ports: ForwarderPorts;
  readonly settings: ForwarderSettings;
  /** Keep one per process. */
  readonly sequences: PartitionSequences;
  readonly counts: ForwardingCounts;
  readonly log: RunLog;
}

/**
 * Forwards the records of a run's messages. When it returns, each record is in the stream or parked: then the trigger may move its checkpoint.
 *
 * @throws {RecordsNotParkedError} when parking failed too: the messages must come again
 */
export async function forwardMessages({ messages, partitionId }: HubMessages, run: ForwardingRun): Promise<void> {
  const { counts, log, sequences } = run;
  counts.messagesIn += messages.length;
  const sources = messages.map(message => ({ partitionId, ...message, position: undefined }));
  const { left, refused } = await deliverAccepted(sources, run);
  await park(partitionId, [...refused, ...left], run);
  countLeft(left, counts);
  // Last, and without a say in whether the run succeeds: the numbers only bear witness.
  await sequences.note({ partitionId, messages }, counts, log);
}

async function park(partitionId: string, records: readonly ParkedRecord[], { counts, log, ports }: ForwardingRun): Promise<void> {
  if (records.length === 0) return;
  try {
    await ports.parking.put(records);
  } catch (cause) {
    counts.parkingFailures++;
    throw new RecordsNotParkedError(partitionId, records.length, { cause });
  }
  log.warn('Records were parked.', { partitionId, ...countByReason(records) });
}

/** Counts what was left of a delivery, once it is parked. */
function countLeft(left: readonly ParkedRecord[], counts: ForwardingCounts): void {
  for (const { reason } of left) {
    if (reason === 'Undelivered') counts.recordsUndelivered++;
    else counts.recordsRefused++;
  }
}

function countByReason(records: readonly ParkedRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { reason } of records) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
