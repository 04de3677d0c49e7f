import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { openContainer } from '@audit-bridge/activity-log-blobs/open-container';
import { SqsHintQueue } from '@audit-bridge/activity-log-blobs/sqs-hint-queue';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTelemetry } from '@audit-bridge/telemetry';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { aggregate } from './aggregate';
import { noCounts } from './aggregation-counts';
import type { AggregationRun } from './aggregation-run';
import { environmentSchema } from './environment';
import { runMetrics } from './run-metrics';

const telemetry = createTelemetry('activity-log-aggregator');
const environment = readEnvironment(environmentSchema, process.env);
const time = { clock: systemClock, randomness: systemRandomness };

// One client per process. More attempts than the usual three: a run makes hundreds of small requests, and one that fails repeats all of them.
const clientSettings = { maxAttempts: 6 };

const ports: AggregationRun['ports'] = {
  clock: systemClock,
  container: openContainer(environment, time),
  states: new DynamoDbBlobStates({
    client: new DynamoDBClient(clientSettings),
    tableName: environment.STATE_TABLE_NAME,
    stateTtlDays: environment.STATE_TTL_DAYS,
    ...time,
  }),
  hints: new SqsHintQueue({ client: new SQSClient(clientSettings), queueUrl: environment.HINT_QUEUE_URL, ...time }),
};
const settings = { subscriptionIds: environment.SUBSCRIPTION_IDS, startAt: environment.START_AT };

/** Called by the schedule. An error lets the schedule's retries and alarms work; the next run does the same again. */
export async function handler(_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const counts = noCounts();
  try {
    await aggregate({ ports, settings, counts, deadline: Date.now() + context.getRemainingTimeInMillis() });
    telemetry.info('Looked for open blobs', { hintsSent: counts.hintsSent, openBlobs: counts.openBlobs, blobsListed: counts.blobsListed });
  } catch (error) {
    telemetry.error('The run failed', error, { hintsSent: counts.hintsSent, openBlobs: counts.openBlobs });
    throw error;
  } finally {
    const { foreignFolders, subscriptionsNotReached, unknownSubscriptions } = counts;
    if (unknownSubscriptions.length > 0) telemetry.warn('Blobs of subscriptions that are not configured', { unknownSubscriptions });
    if (foreignFolders.length > 0) telemetry.warn('Folders that hold no activity log', { foreignFolders });
    if (subscriptionsNotReached.length > 0) telemetry.warn('The time did not suffice for all subscriptions', { subscriptionsNotReached });
    telemetry.emit(runMetrics(counts, Date.now()));
  }
}
