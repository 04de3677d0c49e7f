import type { Environment, SecurityLakeSettings } from '@audit-bridge/config';
import { type CostItem, costItemsOf } from '../cost-item';
import { hoursPerMonth, keptGigabytes, minutesPerMonth, type Traffic } from '../traffic';
import { byThePiece } from './by-the-piece';

const pipeline = 'security-lake';
const item = costItemsOf(pipeline);

/** https://docs.aws.amazon.com/glue/latest/dg/worker-types.html */
const dpusOfWorker = { 'G.025X': 0.25, 'G.1X': 1, 'G.2X': 2 } as const;
/** One drives, one works. */
const leastWorkers = 2;
/** Assumed, and on the safe side of the bench of the mapping: what one DPU writes in a second, on average over a day with its peaks. */
const eventsPerDpuSecond = 1_000;
/** Azure Monitor packs what comes together; a local run has as many. */
const recordsPerMessage = 26;
/** Assumed: what the forwarder cuts out and sends in a second of one GB. */
const recordsPerGigabyteSecond = 1_000;
/** Each partition's owner says that it is still there: https://learn.microsoft.com/azure/event-hubs/event-processor-balance-partition-load */
const claimsPerMinute = 6;
/** Spans, metrics and log lines of the forwarder that become traces in Log Analytics. */
const telemetryGigabytes = 0.5;
/** Objects that a window writes for each account and day: the landing, the staged file, the file in the lake, and notes of the batch. */
const objectsPerWindow = 6;
const firstDays = 1;
const weekDays = 7;

export function securityLakeItems(environment: Environment, settings: SecurityLakeSettings, traffic: Traffic): readonly CostItem[] {
  const { eventsPerMonth, lakeGigabytes, recordGigabytes, streamGigabytes, subscriptions } = traffic;
  const { forwarder, job, lake, stream } = settings;
  const dpus = dpusOfWorker[job.workerType];
  const idleHours = leastWorkers * dpus * hoursPerMonth;
  const eventsPerSecond = eventsPerMonth / (hoursPerMonth * 3600);
  const workers = Math.min(job.maxWorkers, Math.max(leastWorkers, 1 + Math.ceil(eventsPerSecond / (eventsPerDpuSecond * dpus))));
  const windows = (hoursPerMonth * 3600) / job.windowSeconds;
  const files = Math.min(eventsPerMonth, windows * subscriptions) * objectsPerWindow;
  const messages = eventsPerMonth / recordsPerMessage;
  const timerRuns = minutesPerMonth / forwarder.parkedRecordsMinutes;
  const kept = lake.kind === 'bucket' ? lake.retentionDays : lake.dataLake.kind === 'created' ? lake.dataLake.retentionDays : undefined;
  return [
    ...byThePiece(environment, pipeline),
    ...hubItems(settings.eventHub, messages),
    item('data transfer out of Azure', 'events', recordGigabytes, 'bandwidth', 'each record is sent once'),
    item(
      'forwarder',
      'events',
      eventsPerMonth / recordsPerGigabyteSecond,
      'flexDuration',
      `${recordsPerGigabyteSecond} records in a GB-second`,
    ),
    item('forwarder, called', 'events', messages / 1e6, 'flexExecutions', 'at most once a message'),
    item(
      "forwarder's timer",
      'fixed',
      (timerRuns * forwarder.instanceMemoryMegabytes) / 1024,
      'flexDuration',
      `a second every ${forwarder.parkedRecordsMinutes} minutes`,
    ),
    item("forwarder's traces", 'fixed', telemetryGigabytes, 'logAnalyticsIngestion', 'about'),
    item('Kinesis stream', 'fixed', hoursPerMonth, 'kinesisStreamHours', 'on demand, around the clock'),
    item('Kinesis, in', 'events', streamGigabytes, 'kinesisIn', 'each record once'),
    item('Kinesis, out', 'events', streamGigabytes, 'kinesisOut', 'read once'),
    item(
      'Kinesis, kept',
      'events',
      keptGigabytes(streamGigabytes, Math.min(stream.retentionDays, weekDays) - firstDays),
      'kinesisWeekRetention',
      `to day ${Math.min(stream.retentionDays, weekDays)}`,
    ),
    item(
      'Kinesis, kept',
      'events',
      keptGigabytes(streamGigabytes, stream.retentionDays - weekDays),
      'kinesisLongRetention',
      `to day ${stream.retentionDays}`,
    ),
    item('streaming job (Glue)', 'fixed', idleHours, 'glueWorkers', `${leastWorkers} ${job.workerType} around the clock`),
    item(
      'streaming job (Glue), more workers',
      'events',
      workers * dpus * hoursPerMonth - idleHours,
      'glueWorkers',
      `${workers} of at most ${job.maxWorkers} at ${eventsPerDpuSecond} events a second and DPU`,
    ),
    item('landing (S3)', 'events', keptGigabytes(recordGigabytes, stream.retentionDays), 's3Storage', `kept ${stream.retentionDays} days`),
    item(
      'objects written (S3)',
      'events',
      files / 1e6,
      's3Puts',
      `${objectsPerWindow} a window of ${job.windowSeconds} seconds and subscription`,
    ),
    ...(kept === undefined
      ? []
      : [item('lake (S3)', 'events', keptGigabytes(lakeGigabytes, kept), 's3Storage', `kept ${kept} days, once it is full`)]),
    item(
      'supervisor',
      'fixed',
      minutesPerMonth / job.supervisorMinutes / 4,
      'lambdaArmDuration',
      `a second of 256 MB every ${job.supervisorMinutes} minutes`,
    ),
  ];
}

function hubItems(hub: SecurityLakeSettings['eventHub'], messages: number): readonly CostItem[] {
  // Its owner pays for it.
  if (hub.kind === 'given') return [];
  const base = { pipeline, resource: 'event hub' } as const;
  const claims = hub.partitions * claimsPerMinute * minutesPerMonth;
  const claiming: CostItem = {
    ...base,
    resource: "forwarder's claims to partitions",
    driver: 'fixed',
    quantity: claims / 1e6,
    price: 'blobWrites',
    because: `${claimsPerMinute} a minute and partition, ${hub.partitions} partitions`,
  };
  const units = hub.throughputUnits * hoursPerMonth;
  if (hub.tier === 'Premium')
    return [
      { ...base, driver: 'fixed', quantity: units, price: 'eventHubsProcessingUnit', because: `${hub.throughputUnits} processing units` },
      claiming,
    ];
  return [
    { ...base, driver: 'fixed', quantity: units, price: 'eventHubsThroughputUnit', because: `${hub.throughputUnits} throughput units` },
    {
      ...base,
      resource: 'event hub, messages',
      driver: 'events',
      quantity: messages / 1e6,
      price: 'eventHubsIngress',
      because: `${recordsPerMessage} records in a message`,
    },
    claiming,
  ];
}
