import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue of the pipeline is not in the environment's account and Region, or these credentials may not see it. */
export class QueueNotReadableError extends Error {
  override readonly name = 'QueueNotReadableError';
}

/**
 * About how many messages lie in a queue, those among them that somebody has taken and not settled.
 *
 * @param accountId must own the queue: credentials of another account find nothing
 * @throws {QueueNotReadableError}
 */
export async function queueDepth(sqs: SQSClient, queueName: string, accountId: string): Promise<number> {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName, QueueOwnerAWSAccountId: accountId }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0) + Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0);
  } catch (cause) {
    throw new QueueNotReadableError(
      `The queue ${queueName} of account ${accountId} could not be looked at (${cause instanceof Error ? cause.message : cause}). Is the pipeline deployed, and are these the credentials of that account?`,
      { cause },
    );
  }
}
