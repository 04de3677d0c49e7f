import { type BlobHint, type BlobState, type BlobStates, parseBlobPath } from '@audit-bridge/activity-log-blobs';
import type { AuditEvents } from '@audit-bridge/activity-log-processor/audit-events';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import type { FailedRecord } from '@audit-bridge/failed-events';
import type { Violation } from '../fault-pipeline';
import type { Ledger } from './ledger';
import type { ServiceObserver } from './services';

export interface InvariantSettings {
  readonly maxStepEvents: number;
  readonly maxConcurrentRequests: number;
  readonly maxIndexLagMilliseconds: number;
}

/** What must hold at every moment of a run, checked as each request reaches its service. */
export class Invariants implements ServiceObserver {
  readonly violations: Violation[] = [];
  /** Events whose sender could not know whether they were accepted: each may be delivered once more. */
  ambiguousEvents = 0;
  readonly #openSince = new Map<string, number>();

  constructor(
    private readonly ledger: Ledger,
    private readonly now: () => number,
    private readonly settings: InvariantSettings,
  ) {}

  accepted(event: PreparedEvent): void {
    this.#report(this.ledger.accepted(event));
  }

  kept(records: readonly FailedRecord[]): void {
    for (const record of records) this.#report(this.ledger.kept(record), record.blob);
  }

  swallowed(hint: BlobHint, earlier: BlobHint): void {
    if (JSON.stringify(hint) === JSON.stringify(earlier)) return;
    this.#report(`the queue swallowed a hint that says something new: ${describeHint(hint)} after ${describeHint(earlier)}`, hint.path);
  }

  stateWritten(path: string, before: BlobState | undefined, after: BlobState, isOpen: boolean): void {
    if (!isOpen) this.#openSince.delete(path);
    else if (!this.#openSince.has(path)) this.#openSince.set(path, this.now());
    if (after.createdOn === undefined) return;
    if (before?.createdOn === after.createdOn && before.committedOffset === after.committedOffset) return;
    const unsettled = this.ledger.firstUnsettled(path, after.createdOn, after.committedOffset);
    if (unsettled !== undefined) this.#report(`offset ${after.committedOffset} was committed, but ${unsettled}`, path);
    const isSameBlob =
      before?.createdOn === after.createdOn && this.ledger.livesOf(path).filter(life => life.createdOn === after.createdOn).length === 1;
    if (isSameBlob && after.committedOffset < before.committedOffset) {
      this.#report(`the committed offset went back from ${before.committedOffset} to ${after.committedOffset}`, path);
    }
  }

  /** One processor's ports, watched from the services' side: it keeps its step and its number of requests. */
  watchProcessor(path: string, ports: { events: AuditEvents; states: BlobStates }): { events: AuditEvents; states: BlobStates } {
    const { maxConcurrentRequests, maxStepEvents } = this.settings;
    /** Offsets of what was sent and not committed by this processor. */
    let uncommitted = new Map<string, number>();
    let requests = 0;
    const put = async (batch: readonly PreparedEvent[]) => {
      for (const event of batch) uncommitted.set(event.eventData, this.ledger.offsetOf(event, path));
      if (uncommitted.size > maxStepEvents)
        this.#report(`${uncommitted.size} events were sent beyond the committed offset, a step is ${maxStepEvents}`, path);
      if (++requests > maxConcurrentRequests)
        this.#report(`${requests} requests were under way at once, ${maxConcurrentRequests} are allowed`, path);
      try {
        const outcomes = await ports.events.put(batch);
        this.ambiguousEvents += outcomes.filter(({ kind }) => kind === 'retry').length;
        return outcomes;
      } catch (error) {
        this.ambiguousEvents += batch.length;
        throw error;
      } finally {
        requests--;
      }
    };
    const commit: BlobStates['commit'] = async change => {
      const state = await ports.states.commit(change);
      if (state !== undefined) uncommitted = new Map([...uncommitted].filter(([, offset]) => offset >= state.committedOffset));
      return state;
    };
    return { events: { limits: ports.events.limits, put }, states: withMethods(ports.states, { commit }) };
  }

  /** One aggregator's states, watched: the watermark never passes a blob that this run knows, or must find, open. */
  watchAggregator(states: BlobStates): BlobStates {
    const startedAt = this.now();
    const seen = new Set<string>();
    return withMethods(states, {
      markSeen: async (blob, subscriptionId) => {
        await states.markSeen(blob, subscriptionId);
        seen.add(blob.path);
      },
      moveWatermark: (subscriptionId, expected, next) => {
        for (const [path, since] of this.#openSince) {
          const blob = parseBlobPath(path);
          const isKnown = seen.has(path) || since + this.settings.maxIndexLagMilliseconds < startedAt;
          if (blob?.subscriptionId !== subscriptionId || !isKnown || (blob.hourMilliseconds ?? 0) >= Date.parse(next.hour)) continue;
          this.#report(`the watermark moved to ${next.hour}, past a blob that is open`, path);
        }
        return states.moveWatermark(subscriptionId, expected, next);
      },
    });
  }

  #report(what: string | undefined, about?: string): void {
    if (what !== undefined) this.violations.push({ what, about });
  }
}

/** The port with some methods replaced; the others stay bound to it. */
export function withMethods<T extends object>(port: T, methods: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const method = Reflect.get(methods, name) ?? Reflect.get(target, name, target);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}

const describeHint = ({ committedOffset, continuation, etag }: BlobHint) =>
  `etag ${etag}, offset ${committedOffset}, continuation ${continuation}`;
