import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';

const secondsPerReceive = 10;
const maxSeconds = 300;

/**
 * Lets a failed message come back soon, later after each failure. Without it the message, and with it all work on its blob, waits for the queue's
 * visibility timeout, which is many times the function's.
 */
export async function returnMessageSoon(
  client: SQSClient,
  message: { readonly queueUrl: string; readonly receiptHandle: string; readonly receiveCount: number },
): Promise<void> {
  await client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: message.queueUrl,
      ReceiptHandle: message.receiptHandle,
      VisibilityTimeout: Math.min(maxSeconds, secondsPerReceive * Math.max(1, message.receiveCount)),
    }),
  );
}
