import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { toItsEnd } from '../clouds/ending-requests';
import type { FailedEventsQueue, TakenMessage } from './redrive';

/** Longer than one object takes: the function's five minutes, and a wait before them. */
const visibilityTimeoutSeconds = 600;
/** Any wait makes SQS ask every server of the queue: when that brings nothing, nothing is there. Short, so that Ctrl-C is soon heard. */
const waitSeconds = 2;

/** The queue is not in the account and Region of the environment, or these credentials may not see it. */
export class QueueNotFoundError extends Error {
  override readonly name = 'QueueNotFoundError';
}

export interface QueuePlace {
  readonly queueName: string;
  readonly accountId: string;
}

export class SqsFailedEventsQueue implements FailedEventsQueue {
  private constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
  ) {}

  /**
   * Finds the queue by its name and by the account that must own it: credentials of another account find nothing.
   *
   * @throws {QueueNotFoundError}
   */
  static async open(sqs: SQSClient, { queueName, accountId }: QueuePlace): Promise<SqsFailedEventsQueue> {
    try {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName, QueueOwnerAWSAccountId: accountId }));
      if (QueueUrl !== undefined) return new SqsFailedEventsQueue(sqs, QueueUrl);
    } catch (cause) {
      throw new QueueNotFoundError(
        `The queue ${queueName} of account ${accountId} could not be opened (${cause instanceof Error ? cause.message : cause}). Is the pipeline deployed, and are these the credentials of that account?`,
        { cause },
      );
    }
    throw new QueueNotFoundError(`The queue ${queueName} of account ${accountId} has no URL.`);
  }

  /** About how many messages wait. */
  async depth(): Promise<number> {
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }

  async take(): Promise<TakenMessage | undefined> {
    const { Messages: [message] = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.queueUrl,
        MaxNumberOfMessages: 1,
        VisibilityTimeout: visibilityTimeoutSeconds,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
      // What was taken and not told would be hidden until its time is over.
      toItsEnd,
    );
    if (message?.Body === undefined || message.ReceiptHandle === undefined) return undefined;
    return { body: message.Body, receipt: message.ReceiptHandle, sentAt: Number(message.Attributes?.SentTimestamp) };
  }

  async delete({ receipt }: TakenMessage): Promise<void> {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle: receipt }));
  }

  async release({ receipt }: TakenMessage): Promise<void> {
    const release = new ChangeMessageVisibilityCommand({ QueueUrl: this.queueUrl, ReceiptHandle: receipt, VisibilityTimeout: 0 });
    await this.sqs.send(release, toItsEnd);
  }
}
