import { type Clock, fullJitterMilliseconds, type Randomness } from '@audit-bridge/backoff';
import { type BatchResultErrorEntry, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { formatHint } from './blob-hint';
import { HintsNotSentError } from './errors';
import { hintDeduplicationId, hintGroupId } from './hint-ids';
import type { BlobHint, HintQueue } from './hint-queue';

export interface SqsHintQueueSettings {
  readonly client: SQSClient;
  /** A FIFO queue without content-based deduplication. */
  readonly queueUrl: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const maxBatchEntries = 10;
const maxAttempts = 6;
const backoff = { baseMilliseconds: 100, maxMilliseconds: 3_000 };

/** Hints as messages of an SQS FIFO queue, batch after batch, so that the hints of one blob keep their order. */
export class SqsHintQueue implements HintQueue {
  constructor(private readonly settings: SqsHintQueueSettings) {}

  async send(hints: readonly BlobHint[]): Promise<void> {
    for (let start = 0; start < hints.length; start += maxBatchEntries) {
      await this.sendBatch(hints.slice(start, start + maxBatchEntries), hints.length - start);
    }
  }

  /** SQS answers 200 although entries failed: only these are sent again. */
  private async sendBatch(batch: readonly BlobHint[], unsent: number): Promise<void> {
    const { clock, randomness } = this.settings;
    let open = batch;
    let failed: readonly BatchResultErrorEntry[] = [];
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      if (attempt > 1) await clock.sleep(fullJitterMilliseconds(attempt - 1, backoff, randomness));
      failed = await this.attempt(open, unsent);
      if (failed.length === 0) return;
      if (failed.some(({ SenderFault }) => SenderFault)) break;
      open = failed.flatMap(({ Id }) => open[Number(Id)] ?? []);
    }
    const reasons = [...new Set(failed.map(({ Code, Message }) => `${Code}: ${Message}`))].join('; ');
    throw this.notSent(reasons, unsent);
  }

  private async attempt(hints: readonly BlobHint[], unsent: number): Promise<readonly BatchResultErrorEntry[]> {
    const command = new SendMessageBatchCommand({
      QueueUrl: this.settings.queueUrl,
      Entries: hints.map((hint, index) => ({
        Id: String(index),
        MessageBody: formatHint(hint),
        MessageGroupId: hintGroupId(hint),
        MessageDeduplicationId: hintDeduplicationId(hint),
      })),
    });
    try {
      const { Failed = [] } = await this.settings.client.send(command);
      return [...Failed].sort((one, other) => Number(one.Id) - Number(other.Id));
    } catch (cause) {
      throw this.notSent(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause), unsent, cause);
    }
  }

  private notSent(reason: string, unsent: number, cause?: unknown): HintsNotSentError {
    const message = `${unsent} hints did not reach the queue ${this.settings.queueUrl} (${reason}). Their blobs are hinted again by the next run; if this lasts, check the queue's policy and key.`;
    return new HintsNotSentError(message, unsent, { cause });
  }
}
