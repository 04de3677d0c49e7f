import type { BlobState } from '@audit-bridge/activity-log-blobs';
import type { AuditEvents } from '@audit-bridge/activity-log-processor/audit-events';
import type { ProcessorPorts } from '@audit-bridge/activity-log-processor/blob-run';
import { processBlob } from '@audit-bridge/activity-log-processor/process-blob';
import { noCounts, type ProcessingCounts } from '@audit-bridge/activity-log-processor/processing-counts';
import { systemClock, systemRandomness, turnOfTheEventLoop } from '@audit-bridge/backoff';
import { type RepeatedBlob, subscriptionId } from './repeated-blob';

export interface Concurrency {
  readonly maxConcurrentRequests: number;
  readonly maxStepEvents: number;
}

/** Runs the real use case over a blob, with everything outside the process in memory. */
export async function processRepeatedBlob(blob: RepeatedBlob, events: AuditEvents, concurrency: Concurrency): Promise<ProcessingCounts> {
  const counts = noCounts();
  const outcome = await processBlob({
    hint: { path: blob.path, etag: '"etag"', committedOffset: 0, continuation: 0 },
    ports: {
      container: { ...unused, read: (path, offset, maxBytes) => blob.read(path, offset, maxBytes) },
      states: statesInMemory(),
      hints: { send: async () => {} },
      failures: { put: async () => {} },
      events,
      clock: systemClock,
      randomness: systemRandomness,
      breathe: turnOfTheEventLoop,
    },
    settings: { subscriptionIds: [subscriptionId], recipientAccountId: '123456789012', ...concurrency },
    counts,
    deadline: Date.now() + 3_600_000,
  });
  if (outcome !== 'complete') throw new Error(`The blob was to be processed to its end, but the run ended with: ${outcome}.`);
  return counts;
}

/** Every event is accepted after a while, as by a service that far away. */
export function acceptingEvents(latencyMilliseconds: number): AuditEvents {
  return {
    limits: { maxEvents: 100, maxBytes: 1_000_000 },
    put: async batch => {
      await new Promise(resolve => setTimeout(resolve, latencyMilliseconds));
      return batch.map(() => ({ kind: 'accepted' }));
    },
  };
}

function statesInMemory(): ProcessorPorts['states'] {
  let state: BlobState | undefined;
  return {
    ...unused,
    get: async () => state,
    commit: async ({ expected, complete, ...commit }) => {
      if (expected?.committedOffset !== state?.committedOffset) return undefined;
      state = { ...commit, seenLengthBytes: complete?.lengthBytes ?? commit.committedOffset, completeEtag: complete?.etag };
      return state;
    },
    noteNewestEvent: async () => {},
  };
}

const refuse = (): never => {
  throw new Error('The processor has no business with this.');
};

const unused = {
  listFolders: refuse,
  listBlobs: refuse,
  getMany: refuse,
  markSeen: refuse,
  closeDeleted: refuse,
  listOpen: refuse,
  getWatermark: refuse,
  moveWatermark: refuse,
  getNewestEvent: refuse,
};
