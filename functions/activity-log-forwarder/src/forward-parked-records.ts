import type { ParkedBlob, ParkedRecord } from '@audit-bridge/parked-records';
import { DamagedParkedRecordsError } from '@audit-bridge/parked-records';
import { deliverAccepted } from './accept-records';
import type { ForwarderPorts, ForwarderSettings, RunLog } from './forwarder-run';
import type { ForwardingCounts } from './forwarding-counts';

export interface ParkedRun {
  readonly ports: ForwarderPorts;
  readonly settings: ForwarderSettings;
  readonly counts: ForwardingCounts;
  readonly log: RunLog;
  /** No blob is begun after this; the rest is the next run's. */
  readonly maxSeconds: number;
}

export interface ParkedRunOutcome {
  readonly blobsRemoved: number;
  readonly damagedBlobs: number;
  /** Of the blobs that a run has seen and that stay, milliseconds since 1970 UTC. */
  readonly oldestParkedMilliseconds: number | undefined;
}

/**
 * Sends parked records on, those of the oldest messages first. They go the same way as new ones: what was parked for good and is put back under
 * `undelivered/`, is judged again by the rules of today.
 *
 * A blob is removed only when each of its records is in the stream, or parked anew under another name. A crash in between, or a second timer at the
 * same time, sends records twice; nothing loses one.
 *
 * @throws {ParkingPlaceError} when the parking place does not answer
 */
export async function forwardParkedRecords(run: ParkedRun): Promise<ParkedRunOutcome> {
  const { log, maxSeconds, ports } = run;
  const stopAt = ports.clock.now() + maxSeconds * 1000;
  let blobsRemoved = 0;
  let damagedBlobs = 0;
  let oldestParkedMilliseconds: number | undefined;
  for await (const blob of ports.parking.list('undelivered/')) {
    const fate = ports.clock.now() < stopAt ? await forwardBlob(blob, run) : 'untouched';
    if (fate === 'removed') {
      blobsRemoved++;
      continue;
    }
    oldestParkedMilliseconds = Math.min(oldestParkedMilliseconds ?? blob.parkedMilliseconds, blob.parkedMilliseconds);
    if (fate === 'damaged') damagedBlobs++;
    // The stream does not take records now: each further blob would only wait its time out.
    else break;
  }
  if (oldestParkedMilliseconds !== undefined) log.info('Some parked records are still to be sent on.', { blobsRemoved, damagedBlobs });
  return { blobsRemoved, damagedBlobs, oldestParkedMilliseconds };
}

type BlobFate = 'removed' | 'kept' | 'damaged' | 'untouched';

async function forwardBlob(blob: ParkedBlob, run: ParkedRun): Promise<BlobFate> {
  const { counts, log, ports } = run;
  const records = await readBlob(blob, run);
  if (records === 'damaged') return 'damaged';
  const { left, refused } = await deliverAccepted(records, run);
  const undelivered = left.filter(({ reason }) => reason === 'Undelivered');
  const refusedByStream = left.filter(({ reason }) => reason !== 'Undelivered');
  counts.recordsRefused += refusedByStream.length;
  await ports.parking.put([...refused, ...refusedByStream]);
  if (undelivered.length > 0) {
    log.warn('The stream did not take all parked records: the blob stays.', { blob: blob.name, undelivered: undelivered.length });
    return 'kept';
  }
  await ports.parking.remove(blob.name);
  return 'removed';
}

async function readBlob(blob: ParkedBlob, { log, ports }: ParkedRun): Promise<readonly ParkedRecord[] | 'damaged'> {
  try {
    // Gone: another timer was faster. There is nothing to send, and to remove it again does no harm.
    return (await ports.parking.read(blob.name)) ?? [];
  } catch (error) {
    if (!(error instanceof DamagedParkedRecordsError)) throw error;
    log.error('A parked blob is damaged and stays where it is: look at it.', error, { blob: blob.name });
    return 'damaged';
  }
}
