import { type BackoffSettings, type Clock, fullJitterMilliseconds, type Randomness } from '@audit-bridge/backoff';
import { type AuditEvents, AuditEventsRequestError, type EntryOutcome } from './audit-events';
import { DeliveryAbandonedError, DeliveryTimedOutError, IncompleteAnswerError } from './errors';
import type { BatchedEvent } from './event-batches';
import type { ProcessingCounts } from './processing-counts';

export interface DeliverySettings {
  readonly events: AuditEvents;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly counts: ProcessingCounts;
  /** No attempt starts after this, milliseconds since 1970 UTC. */
  readonly lastAttemptAt: number;
  /** The run is ending: waiting for another attempt serves nobody. */
  readonly isStopped: () => boolean;
}

/** An event that the destination will never take. */
export interface RefusedEvent {
  readonly batched: BatchedEvent;
  readonly errorCode: string;
  readonly message: string;
}

const backoff: BackoffSettings = { baseMilliseconds: 100, maxMilliseconds: 5_000 };

/**
 * Delivers a batch until each of its events is accepted or refused for good. Only what failed is sent again; a request that is refused as a
 * whole because of one event is halved until that event stands alone.
 *
 * @returns the refused events
 * @throws {DeliveryTimedOutError} when the deadline comes first
 * @throws {AuditEventsRequestError} when no attempt can help: the destination is not set up as it must be
 */
export async function deliverBatch(batch: readonly BatchedEvent[], settings: DeliverySettings): Promise<readonly RefusedEvent[]> {
  const refused: RefusedEvent[] = [];
  let remaining = batch;
  let retry: Retry | undefined;
  for (let attempt = 1; remaining.length > 0; attempt++) {
    await waitForTurn({ attempt, undelivered: remaining.length, retry }, settings);
    const answer = await attemptOnce(remaining, settings);
    if (answer.kind === 'divisible') return [...refused, ...(await deliverDivided(remaining, answer.error, settings))];
    retry = answer.retry;
    refused.push(...answer.refused);
    remaining = answer.remaining;
    settings.counts.retriedEntries += remaining.length;
  }
  return refused;
}

interface Retry {
  readonly errorCode: string;
  readonly cause: unknown;
}

type Answer =
  | { readonly kind: 'divisible'; readonly error: AuditEventsRequestError }
  | {
      readonly kind: 'answered';
      readonly refused: readonly RefusedEvent[];
      readonly remaining: readonly BatchedEvent[];
      readonly retry: Retry | undefined;
    };

async function attemptOnce(batch: readonly BatchedEvent[], { events, counts }: DeliverySettings): Promise<Answer> {
  let outcomes: readonly EntryOutcome[];
  try {
    outcomes = await events.put(batch.map(batched => batched.event));
  } catch (error) {
    if (!(error instanceof AuditEventsRequestError)) throw error;
    if (error.retryable) return { kind: 'answered', refused: [], remaining: batch, retry: { errorCode: error.errorCode, cause: error } };
    if (error.divisible) return { kind: 'divisible', error };
    throw error;
  }
  if (outcomes.length !== batch.length) throw new IncompleteAnswerError(batch.length, outcomes.length);
  const refused: RefusedEvent[] = [];
  const remaining: BatchedEvent[] = [];
  let retry: Retry | undefined;
  for (const [index, batched] of batch.entries()) {
    const outcome = outcomes[index];
    if (outcome?.kind === 'accepted') counts.eventsAccepted++;
    else if (outcome?.kind === 'refused') refused.push({ batched, errorCode: outcome.errorCode, message: outcome.message });
    else {
      remaining.push(batched);
      retry = { errorCode: outcome?.errorCode ?? 'NoOutcome', cause: undefined };
    }
  }
  return { kind: 'answered', refused, remaining, retry };
}

async function deliverDivided(
  batch: readonly BatchedEvent[],
  error: AuditEventsRequestError,
  settings: DeliverySettings,
): Promise<readonly RefusedEvent[]> {
  const [first] = batch;
  if (batch.length === 1 && first !== undefined) return [{ batched: first, errorCode: error.errorCode, message: error.message }];
  const half = Math.ceil(batch.length / 2);
  return [...(await deliverBatch(batch.slice(0, half), settings)), ...(await deliverBatch(batch.slice(half), settings))];
}

interface Turn {
  readonly attempt: number;
  readonly undelivered: number;
  /** Why there is another attempt; undefined for the first. */
  readonly retry: Retry | undefined;
}

async function waitForTurn({ attempt, retry, undelivered }: Turn, settings: DeliverySettings): Promise<void> {
  const { clock, lastAttemptAt, randomness } = settings;
  const delay = retry === undefined ? 0 : fullJitterMilliseconds(attempt - 1, backoff, randomness);
  if (clock.now() + delay > lastAttemptAt) {
    throw new DeliveryTimedOutError(undelivered, attempt - 1, retry?.errorCode ?? 'none', { cause: retry?.cause });
  }
  if (retry !== undefined && !settings.isStopped()) await clock.sleep(delay);
  if (settings.isStopped()) throw new DeliveryAbandonedError();
}
