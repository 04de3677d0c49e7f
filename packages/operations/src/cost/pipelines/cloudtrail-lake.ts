import type { CloudtrailLakeSettings, Environment } from '@audit-bridge/config';
import { type CostItem, costItemsOf } from '../cost-item';
import { keptGigabytes, minutesPerMonth, type Traffic } from '../traffic';
import { blobPrices } from './blob-storage';
import { byThePiece } from './by-the-piece';

const pipeline = 'cloudtrail-lake';
const item = costItemsOf(pipeline);

/** Assumed, and on the safe side of a local run, which maps 500 events a second: what a processor of 1 GB does in a second. */
const eventsPerGigabyteSecond = 1_000;
const aggregatorSeconds = 2;
/** Azure Monitor appends what has come since it appended last: at most about once a minute for a subscription. */
const appendsPerMinute = 1;
/** Events of one commit: a quarter of a step. */
const commitsPerStep = 4;
/** Of a queue that Lambda polls: five pollers, which wait 20 seconds each. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const pollsPerMinute = 15;
/** Days that CloudTrail Lake keeps for the price of taking: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-manage-costs.html */
const includedDays = 366;
/** What CloudWatch Logs bills of what it keeps: https://aws.amazon.com/cloudwatch/pricing/ takes this for its own examples. */
const compression = 0.15;

export function cloudtrailLakeItems(environment: Environment, settings: CloudtrailLakeSettings, traffic: Traffic): readonly CostItem[] {
  const { eventsPerMonth, recordGigabytes, subscriptions } = traffic;
  const runs = minutesPerMonth / settings.scheduleMinutes;
  const appends = Math.min(eventsPerMonth, appendsPerMinute * minutesPerMonth * subscriptions);
  // A run hints each blob that has grown.
  const hints = Math.min(appends, runs * subscriptions);
  const commits = hints + (eventsPerMonth / settings.processor.maxStepEvents) * commitsPerStep;
  return [
    ...byThePiece(environment, pipeline),
    ...destinationItems(settings.destination, traffic),
    item('data transfer out of Azure', 'events', recordGigabytes, 'bandwidth', 'every blob is read once'),
    item(
      'blobs',
      'events',
      keptGigabytes(recordGigabytes, settings.blobRetentionDays),
      blobPrices[environment.azure.blobReplication],
      `kept ${settings.blobRetentionDays} days`,
    ),
    item('appends to blobs', 'events', appends / 1e6, 'blobWrites', `at most ${appendsPerMinute} a minute and subscription`),
    item(
      'processor',
      'events',
      eventsPerMonth / eventsPerGigabyteSecond,
      'lambdaArmDuration',
      `${eventsPerGigabyteSecond} events in a GB-second`,
    ),
    item('hints (SQS FIFO)', 'events', (3 * hints) / 1e6, 'sqsFifoRequests', 'sent, received and deleted'),
    item(
      'waiting for hints',
      'fixed',
      (pollsPerMinute * minutesPerMonth) / 1e6,
      'sqsFifoRequests',
      `Lambda asks ${pollsPerMinute} times a minute`,
    ),
    item(
      'state (DynamoDB), writes',
      'events',
      (hints + commits) / 1e6,
      'dynamodbWrites',
      'a mark for each hint, a commit for each quarter of a step',
    ),
    item(
      'state (DynamoDB), reads',
      'fixed',
      (runs * subscriptions * 2) / 1e6,
      'dynamodbReads',
      'the open blobs and the watermark, each run',
    ),
    item(
      'aggregator',
      'fixed',
      (runs * aggregatorSeconds * settings.aggregator.memoryMegabytes) / 1024,
      'lambdaArmDuration',
      `${aggregatorSeconds} seconds every ${settings.scheduleMinutes} minutes`,
    ),
    item('calls of the aggregator', 'fixed', runs / 1e6, 'lambdaRequests', 'each run'),
    item('calls of the processor', 'events', hints / 1e6, 'lambdaRequests', 'each hint'),
    item('schedule', 'fixed', runs / 1e6, 'schedulerCalls', `every ${settings.scheduleMinutes} minutes`),
  ];
}

function destinationItems(destination: CloudtrailLakeSettings['destination'], { eventGigabytes }: Traffic): readonly CostItem[] {
  if (destination.kind === 'cloudwatch-logs') {
    const kept = keptGigabytes(eventGigabytes, destination.retentionDays) * compression;
    return [
      item('CloudWatch Logs, taken', 'events', eventGigabytes, 'cloudwatchLogsIngestion', 'each event once'),
      item(
        'CloudWatch Logs, kept',
        'events',
        kept,
        'cloudwatchLogsStorage',
        `${destination.retentionDays} days, at ${compression} of its size`,
      ),
    ];
  }
  const taken = item(
    'CloudTrail Lake, taken',
    'events',
    eventGigabytes,
    'cloudtrailLakeIngestion',
    `each event once, the first ${includedDays} days included`,
  );
  if (destination.eventDataStore.kind === 'given') return [taken];
  const { retentionDays } = destination.eventDataStore;
  const kept = keptGigabytes(eventGigabytes, retentionDays - includedDays);
  return [
    taken,
    item(
      'CloudTrail Lake, kept',
      'events',
      kept,
      'cloudtrailLakeRetention',
      `from day ${includedDays} to day ${retentionDays}, once it is full`,
    ),
  ];
}
