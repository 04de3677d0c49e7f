import { type BackoffSettings, type Clock, fullJitterMilliseconds, type Randomness } from '@audit-bridge/backoff';
import { spreadPartitionKey } from './partition-key';
import { type RecordStream, StreamRequestError } from './record-stream';
import type { Row } from './row-batches';

export interface DeliverySettings {
  readonly stream: RecordStream;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** No attempt starts after this, milliseconds since 1970 UTC. */
  readonly lastAttemptAt: number;
  /** Failures of a whole request that are thrown, because the caller knows that no further attempt helps. None, unless given. */
  readonly isHopeless?: (errorCode: string) => boolean;
}

/** What became of the rows of a batch: each is taken, or stands in one of the lists. */
export interface DeliveryOutcome<R extends Row> {
  readonly taken: number;
  /** Rows that were sent again. */
  readonly retried: number;
  readonly undelivered: readonly { readonly row: R; readonly errorCode: string }[];
  /** The stream calls a request with this row alone invalid. */
  readonly refused: readonly { readonly row: R; readonly errorCode: string }[];
}

const backoff: BackoffSettings = { baseMilliseconds: 100, maxMilliseconds: 5_000 };

/**
 * Puts a batch into the stream until each row is taken or time is up. Only rows that are not taken are sent again; after a request that failed as a
 * whole that is all of them, although some may have been taken: twice is better than never. A request that the stream calls invalid is halved until
 * the row that makes it so stands alone.
 *
 * @throws {StreamRequestError} one that is hopeless; some rows may have been taken all the same
 */
export async function deliverRows<R extends Row>(rows: readonly R[], settings: DeliverySettings): Promise<DeliveryOutcome<R>> {
  const { clock, lastAttemptAt, randomness } = settings;
  let remaining = rows;
  let retried = 0;
  let errorCode = 'NoAttempt';
  for (let attempt = 1; ; attempt++) {
    const delay = attempt === 1 ? 0 : fullJitterMilliseconds(attempt - 1, backoff, randomness);
    if (clock.now() + delay > lastAttemptAt) {
      return { taken: rows.length - remaining.length, retried, undelivered: remaining.map(row => ({ row, errorCode })), refused: [] };
    }
    if (attempt > 1) {
      retried += remaining.length;
      await clock.sleep(delay);
    }
    const answer = await attemptOnce(remaining, settings);
    if (answer.kind === 'invalid') {
      const divided = await deliverHalves(remaining, answer.errorCode, settings);
      return { ...divided, taken: divided.taken + rows.length - remaining.length, retried: divided.retried + retried };
    }
    remaining = answer.remaining;
    if (remaining.length === 0) return { taken: rows.length, retried, undelivered: [], refused: [] };
    errorCode = answer.errorCode;
  }
}

type Answer<R extends Row> =
  | { readonly kind: 'invalid'; readonly errorCode: string }
  | { readonly kind: 'answered'; readonly remaining: readonly R[]; readonly errorCode: string };

async function attemptOnce<R extends Row>(rows: readonly R[], { isHopeless, randomness, stream }: DeliverySettings): Promise<Answer<R>> {
  try {
    const outcomes = await stream.put(rows.map(({ bytes }) => ({ partitionKey: spreadPartitionKey(randomness), bytes })));
    let errorCode = 'NoOutcome';
    const remaining = rows.filter((_, index) => {
      const outcome = outcomes[index];
      // A row without an outcome counts as one that was not taken.
      if (outcome?.kind === 'retry') errorCode = outcome.errorCode;
      return outcome?.kind !== 'taken';
    });
    return { kind: 'answered', remaining, errorCode };
  } catch (error) {
    if (error instanceof StreamRequestError && error.isInvalid) return { kind: 'invalid', errorCode: error.errorCode };
    const errorCode = error instanceof StreamRequestError ? error.errorCode : error instanceof Error ? error.name : 'Unknown';
    if (isHopeless?.(errorCode)) throw error;
    return { kind: 'answered', remaining: rows, errorCode };
  }
}

async function deliverHalves<R extends Row>(
  rows: readonly R[],
  errorCode: string,
  settings: DeliverySettings,
): Promise<DeliveryOutcome<R>> {
  const [first] = rows;
  if (first !== undefined && rows.length === 1) return { taken: 0, retried: 0, undelivered: [], refused: [{ row: first, errorCode }] };
  const middle = Math.ceil(rows.length / 2);
  const one = await deliverRows(rows.slice(0, middle), settings);
  const other = await deliverRows(rows.slice(middle), settings);
  return {
    taken: one.taken + other.taken,
    retried: rows.length + one.retried + other.retried,
    undelivered: [...one.undelivered, ...other.undelivered],
    refused: [...one.refused, ...other.refused],
  };
}
