import type { BlobHint } from '@audit-bridge/activity-log-blobs';
import type { FailedRecord } from '@audit-bridge/failed-events';
import type { ProcessorPorts, ProcessorSettings } from '../../src/blob-run';
import { type BlobOutcome, processBlob } from '../../src/process-blob';
import { noCounts, type ProcessingCounts } from '../../src/processing-counts';
import { MemoryContainer } from './memory-container';
import { MemoryEvents } from './memory-events';
import { MemoryStates } from './memory-states';
import { VirtualClock } from './virtual-clock';

export const subscriptionId = '11111111-2222-4333-8444-555555555555';
export const path = `resourceId=/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/y=2026/m=11/d=21/h=09/m=00/PT1H.json`;

/** A record in the shape that Azure Monitor exports. */
export function record(number: number, fields: object = {}): string {
  return JSON.stringify({
    time: '2026-11-21T09:10:11.1234567Z',
    resourceId: `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/RESOURCEGROUPS/RG-${number}`,
    operationName: 'MICROSOFT.RESOURCES/SUBSCRIPTIONS/RESOURCEGROUPS/WRITE',
    category: 'Administrative',
    resultType: 'Success',
    resultSignature: 'Succeeded.Created',
    correlationId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    level: 'Information',
    ...fields,
  });
}

export const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `${record(from + index)}\n`).join('');

/** A processor on services in memory, on virtual time. */
export class SimulatedRun {
  readonly clock = new VirtualClock();
  readonly container = new MemoryContainer();
  readonly states = new MemoryStates();
  readonly events: MemoryEvents;
  readonly hints: BlobHint[] = [];
  readonly failed: FailedRecord[] = [];
  keepFailed: () => void = () => undefined;
  settings: ProcessorSettings = {
    subscriptionIds: [subscriptionId],
    recipientAccountId: '123456789012',
    maxConcurrentRequests: 4,
    maxStepEvents: 1000,
  };
  counts: ProcessingCounts = noCounts();
  /** Time that the function has. */
  remainingMilliseconds = 300_000;

  constructor(limits?: MemoryEvents['limits']) {
    this.events = new MemoryEvents(limits);
  }

  get ports(): ProcessorPorts {
    return {
      container: this.container,
      states: this.states,
      events: this.events,
      clock: this.clock,
      randomness: () => 0.5,
      // Time must stand still while lines are mapped.
      breathe: async () => undefined,
      hints: {
        send: async hints => {
          this.hints.push(...hints);
        },
      },
      failures: {
        put: async records => {
          this.keepFailed();
          this.failed.push(...records);
        },
      },
    };
  }

  /** One message handled, by a process of its own. */
  run(hint: Partial<BlobHint> = {}): Promise<BlobOutcome> {
    this.counts = noCounts();
    return processBlob({
      hint: { path, etag: '"hinted"', committedOffset: 0, continuation: 0, ...hint },
      ports: this.ports,
      settings: this.settings,
      counts: this.counts,
      deadline: this.clock.now() + this.remainingMilliseconds,
    });
  }

  get state() {
    return this.states.states.get(path);
  }

  /** The accepted records by the number in their correlation id. */
  get acceptedNumbers(): readonly number[] {
    return this.events.acceptedEvents.map(({ eventData }) => Number(/00000000-0000-4000-8000-(\d{12})/.exec(eventData)?.[1]));
  }
}

export const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
