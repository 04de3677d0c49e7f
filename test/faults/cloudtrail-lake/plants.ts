import { createHash } from 'node:crypto';
import type { AggregationRun } from '@audit-bridge/activity-log-aggregator/aggregation-run';
import type { BlobContainer, BlobHint, BlobState, BlobStates } from '@audit-bridge/activity-log-blobs';
import type { AuditEvents } from '@audit-bridge/activity-log-processor/audit-events';
import type { ProcessorPorts } from '@audit-bridge/activity-log-processor/blob-run';
import { withMethods } from './invariants';

/**
 * A bug, put into the pipeline from outside: the real use cases run on ports that behave as if the code had the bug.
 * The simulator has to find each; else it would not find the real one either.
 */
export interface Plant {
  readonly processor?: (ports: ProcessorPorts) => ProcessorPorts;
  readonly aggregator?: (ports: AggregationRun['ports']) => AggregationRun['ports'];
  readonly deduplicationId?: (hint: BlobHint) => string;
}

export const plants = {
  /** Every batch counts as accepted as soon as it is on its way. */
  'offset-before-acceptance': {
    processor: ports => ({ ...ports, events: acceptedAtOnce(ports.events) }),
  },
  /** A later hint about the same blob looks like an earlier one. */
  'deduplication-id-without-offset': {
    deduplicationId: ({ path, etag, continuation }) =>
      createHash('sha256')
        .update(JSON.stringify([path, etag, continuation]))
        .digest('hex'),
  },
  /** The aggregator takes what it has hinted for done. */
  'watermark-on-send': {
    aggregator: ports => ({
      ...ports,
      states: withMethods(ports.states, {
        moveWatermark: (subscriptionId, expected, next) =>
          ports.states.moveWatermark(subscriptionId, expected, { ...next, hour: startOfHourText(ports.clock.now()) }),
      }),
    }),
  },
  /** What a 200 says about single events is not read. */
  'refused-entries-ignored': {
    processor: ports => ({
      ...ports,
      events: { limits: ports.events.limits, put: async batch => (await ports.events.put(batch)).map(() => ({ kind: 'accepted' })) },
    }),
  },
  /** Whatever stands under the path is what stood there before. */
  'replaced-taken-for-grown': {
    processor: ports => ({ ...ports, states: withMethods(ports.states, statesThatFit(ports)) }),
  },
  /** What listings had shown of a blob, and nobody has read, is forgotten when another one takes its place. */
  'unread-blob-replaced-silently': {
    processor: ports => ({ ...ports, states: withMethods(ports.states, statesWithoutSight(ports.states)) }),
  },
  /** The end that the first read has shown is taken for the end of what the last etag stands for. */
  'growth-while-reading-missed': {
    processor: ports => ({ ...ports, container: withMethods(ports.container, { read: readUpToFirstEnd(ports.container) }) }),
  },
  /** A last line without its line feed is taken although somebody may be writing it. */
  'open-line-taken-at-once': {
    processor: ports => ({ ...ports, container: withMethods(ports.container, { read: readAsIfRested(ports.container) }) }),
  },
} as const satisfies Record<string, Plant>;

export type PlantName = keyof typeof plants;

export const isPlantName = (name: string | undefined): name is PlantName => name !== undefined && name in plants;

function acceptedAtOnce(events: AuditEvents): AuditEvents {
  return {
    limits: events.limits,
    put: async batch => {
      void events.put(batch).catch(() => undefined);
      return batch.map(() => ({ kind: 'accepted' }));
    },
  };
}

/** The stored state always fits what stands in front of its offset now, whosever bytes these are. */
function statesThatFit({ container, states }: ProcessorPorts): Pick<BlobStates, 'get' | 'commit'> {
  const stored = new Map<BlobState, BlobState>();
  return {
    get: async path => {
      const state = await states.get(path);
      const lengthBytes = state?.lastLine?.lengthBytes;
      if (state === undefined || lengthBytes === undefined) return state;
      const range = await container.read(path, state.committedOffset - lengthBytes, lengthBytes);
      if (range?.bytes.length !== lengthBytes) return state;
      const sha256 = createHash('sha256').update(range.bytes).digest('hex');
      const fitting = { ...state, createdOn: range.createdOn, lastLine: { lengthBytes, sha256 } };
      stored.set(fitting, state);
      return fitting;
    },
    commit: ({ expected, ...commit }) => states.commit({ ...commit, expected: expected && (stored.get(expected) ?? expected) }),
  };
}

/** The state as it was before it told of what was seen and lost. */
function statesWithoutSight(states: BlobStates): Pick<BlobStates, 'get' | 'commit'> {
  const raised = new Map<string, string | undefined>();
  return {
    get: async path => {
      const state = await states.get(path);
      if (state === undefined) return undefined;
      const { lostPredecessor, seenCreatedOn: _, ...rest } = state;
      raised.set(path, lostPredecessor?.createdOn);
      return rest;
    },
    commit: commit => states.commit({ ...commit, raised: raised.get(commit.path) }),
  };
}

function readUpToFirstEnd(container: BlobContainer): BlobContainer['read'] {
  const ends = new Map<string, number>();
  return async (path, offset, maxBytes) => {
    const range = await container.read(path, offset, maxBytes);
    if (range === undefined) return undefined;
    const end = Math.min(ends.get(path) ?? range.lengthBytes, range.lengthBytes);
    ends.set(path, end);
    return { ...range, bytes: range.bytes.subarray(0, Math.max(0, end - offset)), lengthBytes: end };
  };
}

function readAsIfRested(container: BlobContainer): BlobContainer['read'] {
  return async (path, offset, maxBytes) => {
    const range = await container.read(path, offset, maxBytes);
    return range && { ...range, lastModified: 0 };
  };
}

const startOfHourText = (milliseconds: number) => new Date(milliseconds - (milliseconds % 3_600_000)).toISOString();
