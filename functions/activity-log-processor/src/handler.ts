import { isRedriveRequest, type RedriveReport, type RedriveRequest } from '@audit-bridge/failed-events';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTelemetry } from '@audit-bridge/telemetry';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { environmentSchema } from './environment';
import { handleMessage } from './handle-message';
import { handleRedrive } from './handle-redrive';
import { returnMessageSoon } from './message-return';
import { connectServices } from './services';

type TimeLeft = Pick<Context, 'getRemainingTimeInMillis'>;

const telemetry = createTelemetry('activity-log-processor');
const environment = readEnvironment(environmentSchema, process.env);
const services = connectServices(environment);

/** Messages of the hint queue in, batch item failures out; or an operator's request for a redrive in, its report out. */
export async function handler(event: SQSEvent | RedriveRequest, context: TimeLeft): Promise<SQSBatchResponse | RedriveReport> {
  if (isRedriveRequest(event)) return handleRedrive(event, handling(context));
  const failed: SQSRecord[] = [];
  for (const message of event.Records) {
    // A FIFO queue: what stands behind a failed message comes back behind it.
    if (failed.length > 0 || !(await succeeds(message, context))) failed.push(message);
  }
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

function handling(context: TimeLeft) {
  return { ...services, telemetry, deadline: Date.now() + context.getRemainingTimeInMillis() };
}

async function succeeds({ attributes, body, receiptHandle }: SQSRecord, context: TimeLeft): Promise<boolean> {
  try {
    await handleMessage(body, handling(context));
    return true;
  } catch {
    // Logged already.
    const receiveCount = Number(attributes.ApproximateReceiveCount);
    await returnMessageSoon(services.sqs, { queueUrl: environment.HINT_QUEUE_URL, receiptHandle, receiveCount }).catch(error =>
      telemetry.error("The message comes back only after the queue's visibility timeout.", error),
    );
    return false;
  }
}
