import { type BackoffSettings, fullJitterMilliseconds } from '@audit-bridge/backoff';
import type { ChunkOutcome, Reason } from './chunk-outcome';
import { halve, type RecordChunk } from './record-chunks';
import { ServicePause } from './service-pause';
import type { UploadFailures } from './upload-failures';
import type { UploadSettings } from './upload-settings';

/** Never throws: what went wrong is an outcome. */
export type SendChunk = (chunk: RecordChunk, timeoutMilliseconds: number) => Promise<ChunkOutcome>;

export interface DeliverySettings
  extends Pick<UploadSettings, 'clock' | 'randomness' | 'onRetry' | 'maxConcurrentRequests' | 'requestTimeoutSeconds'> {
  readonly sendChunk: SendChunk;
  /** Milliseconds since 1970 UTC. */
  readonly giveUpAt: number;
  readonly failures: UploadFailures;
  /** Shared by uploads to one service. @default one of its own */
  readonly pause?: ServicePause;
}

const backoff: BackoffSettings = { baseMilliseconds: 500, maxMilliseconds: 30_000 };
/** About a minute of trying where the service asks for no longer one: what is down for longer is the next run's. */
const maxAttempts = 10;

const outOfTime: Reason = {
  code: 'OutOfTime',
  status: undefined,
  explanation: 'The time was up before they were sent. The next attempt sends them; if it happens again, give the function more time.',
};

/**
 * Sends chunks side by side until each is accepted, refused for good, or time is up.
 *
 * @param chunks one iterator, from which all take: what is not under way need not have been made yet
 */
export async function deliverChunks(chunks: IterableIterator<RecordChunk>, settings: DeliverySettings): Promise<void> {
  const delivery = new Delivery(settings);
  await Promise.all(Array.from({ length: settings.maxConcurrentRequests ?? 4 }, () => delivery.deliverAll(chunks)));
}

class Delivery {
  #hopeless: Reason | undefined;
  readonly #pause: ServicePause;

  constructor(private readonly settings: DeliverySettings) {
    this.#pause = settings.pause ?? new ServicePause();
  }

  async deliverAll(chunks: Iterable<RecordChunk>): Promise<void> {
    for (const chunk of chunks) await this.#deliver(chunk);
  }

  async #deliver(chunk: RecordChunk): Promise<void> {
    const { clock, failures, giveUpAt } = this.settings;
    let last: Reason | undefined;
    for (let attempt = 1; ; attempt++) {
      const mayBeSent = await this.#waitForTurn(attempt, chunk, last);
      const hopeless = this.#hopeless;
      if (hopeless !== undefined) return failures.add(hopeless, chunk.records);
      if (!mayBeSent) return failures.add(last ?? this.#pause.reasonBeyond(giveUpAt) ?? outOfTime, chunk.records);
      const outcome = await this.#send(chunk);
      if (outcome.kind === 'accepted') return;
      if (outcome.kind === 'split' && chunk.records.length > 1) return this.deliverAll(halve(chunk));
      if (outcome.kind === 'hopeless') this.#hopeless = outcome.reason;
      if (outcome.kind !== 'retry' || attempt === maxAttempts) return failures.add(outcome.reason, chunk.records);
      last = outcome.reason;
      if (outcome.retryAfterMilliseconds !== undefined) this.#pause.extend(clock.now() + outcome.retryAfterMilliseconds, last);
    }
  }

  #send(chunk: RecordChunk): Promise<ChunkOutcome> {
    const { clock, giveUpAt, requestTimeoutSeconds = 30, sendChunk } = this.settings;
    return sendChunk(chunk, Math.max(1, Math.min(requestTimeoutSeconds * 1000, giveUpAt - clock.now())));
  }

  /** False when time would be up, or no request has hope any more. */
  async #waitForTurn(attempt: number, { records }: RecordChunk, last: Reason | undefined): Promise<boolean> {
    const { clock, giveUpAt, onRetry, randomness } = this.settings;
    let jitter = attempt === 1 ? 0 : fullJitterMilliseconds(attempt - 1, backoff, randomness);
    let isTold = last === undefined;
    for (;;) {
      const delay = Math.max(0, this.#pause.until - clock.now()) + jitter;
      if (this.#hopeless !== undefined || clock.now() + delay >= giveUpAt) return false;
      if (!isTold && last !== undefined)
        onRetry?.({ code: last.code, status: last.status, records: records.length, delayMilliseconds: delay });
      isTold = true;
      if (delay === 0) return true;
      await clock.sleep(delay);
      // Meanwhile another request may have been asked for a longer pause.
      jitter = 0;
    }
  }
}
