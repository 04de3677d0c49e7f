import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { testRegion } from '../emulators/test-account';
import type { Queue } from './resources';

export interface EventSourceProps {
  readonly sqs: SQSClient;
  readonly queue: Queue;
  /** Invokes the function with one message. */
  readonly invoke: (event: SQSEvent) => Promise<unknown>;
  /** Messages under way at once. */
  readonly maxConcurrency: number;
  /** Called when the function failed, or gave the message back. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * What AWS Lambda's event source does for a queue with a batch size of one and `ReportBatchItemFailures`: receives, invokes, and deletes the message
 * when the function has succeeded; otherwise the message comes back when its visibility timeout has passed.
 */
export class EventSource {
  readonly #stopping = new AbortController();
  #workers: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  constructor(private readonly props: EventSourceProps) {}

  start(): void {
    this.#workers = Promise.all(Array.from({ length: this.props.maxConcurrency }, () => this.#work()));
  }

  /** Messages that the function is working on. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Receives nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#workers;
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const message = await this.#receive();
      if (message === undefined) continue;
      this.#underWay += 1;
      await this.#process(message).catch(this.props.onFailure);
      this.#underWay -= 1;
    }
  }

  async #receive(): Promise<Message | undefined> {
    const { sqs, queue } = this.props;
    try {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue.url,
          MaxNumberOfMessages: 1,
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
        { abortSignal: this.#stopping.signal },
      );
      return Messages?.[0];
    } catch (error) {
      if (this.#stopping.signal.aborted) return undefined;
      this.props.onFailure(error);
      await sleep(500);
      return undefined;
    }
  }

  async #process(message: Message): Promise<void> {
    const { sqs, queue, invoke } = this.props;
    const answer = (await invoke(toEvent(message, queue.arn))) as SQSBatchResponse | null;
    if ((answer?.batchItemFailures ?? []).length > 0) {
      this.props.onFailure(new Error(`The function gave the message ${message.MessageId} back.`));
      return;
    }
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: message.ReceiptHandle }));
  }
}

function toEvent({ MessageId, ReceiptHandle, Body, MD5OfBody, Attributes }: Message, queueArn: string): SQSEvent {
  return {
    Records: [
      {
        messageId: MessageId ?? '',
        receiptHandle: ReceiptHandle ?? '',
        body: Body ?? '',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '',
          SenderId: '',
          ApproximateFirstReceiveTimestamp: '',
          ...Attributes,
        },
        messageAttributes: {},
        md5OfBody: MD5OfBody ?? '',
        eventSource: 'aws:sqs',
        eventSourceARN: queueArn,
        awsRegion: testRegion,
      },
    ],
  };
}
