import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatBlobPath, hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { PipelineStartProps } from '../pipelines/local-pipeline';
import { OwnRunning } from '../pipelines/own-running';
import { PipelineFailedError } from '../pipelines/pipeline-failed-error';
import type { RecordSource } from '../records/record-source';
import { Accounting, type Balance } from './accounting';
import type { DestinationName } from './destination-name';
import { collectFailedRecords } from './failed-events';
import { OutputFolder } from './output-folder';
import { type RunningPipeline, startPipeline } from './running-pipeline';

export interface CloudTrailLakeProps extends PipelineStartProps {
  readonly destination: DestinationName;
  readonly source: RecordSource;
}

export interface CloudTrailLakeFigures extends Balance {
  /** Events that were not in the output folder before this run. */
  readonly newEvents: number;
  /** Bytes of the blobs. */
  readonly bytes: number;
  /** From the first append to the last commit: starting the emulators is not in it. */
  readonly seconds: number;
}

/** The blobs grow in at least so many steps, with a run of the aggregator after each. */
const growthSteps = 4;
const maxRecordsPerStep = 20_000;
const scheduleMilliseconds = 1_000;
const lookMilliseconds = 100;
const maxMillisecondsWithoutProgress = 60_000;

/** The pipeline with its results' folder, waiting for records. */
export interface StartedCloudTrailLake {
  readonly pipeline: RunningPipeline;
  readonly output: OutputFolder;
  /** What belongs to this pipeline alone. */
  readonly running: OwnRunning;
}

/** Starts the bundled functions, on the emulators of the run. Takes `events.jsonl` and `failed-events.jsonl` of earlier runs up. */
export async function startCloudTrailLake(props: CloudTrailLakeProps): Promise<StartedCloudTrailLake> {
  const { clouds, destination, folder, source } = props;
  const running = new OwnRunning(props.running);
  const output = await OutputFolder.open(folder, {
    input: `${source.description} to ${destination}`,
    fingerprint: `${destination} ${source.fingerprint}`,
  });
  running.afterwards(() => output.close());
  const pipeline = await startPipeline(running, {
    clouds,
    destination,
    subscriptionIds: source.subscriptionIds,
    logPath: join(folder, 'functions.log'),
    arrivalsPath: output.arrivalsPath,
    keepEvent: eventData => output.keepEvent(eventData),
  });
  return { pipeline, output, running };
}

/**
 * Runs the pipeline once over all records of a source.
 *
 * @throws {PipelineFailedError} when the functions do not bring the input to its end
 */
export async function runCloudTrailLake(
  { output, pipeline }: StartedCloudTrailLake,
  props: CloudTrailLakeProps,
): Promise<CloudTrailLakeFigures> {
  const { folder, progress, source } = props;
  if (output.replaced !== undefined) progress.line(`${folder} held the results of ${output.replaced}: replaced.`);
  const accounting = new Accounting();
  const total = source.recordCount.toLocaleString('en');
  const show = () => progress.update(`cloudtrail-lake: ${total} records, ${pipeline.destination.describe()}`);
  const startedAt = performance.now();
  const showing = setInterval(show, lookMilliseconds);
  try {
    await write(pipeline, source, Date.parse(output.origin.lastHour), accounting);
    await untilCommitted(pipeline);
    const seconds = (performance.now() - startedAt) / 1000;
    await pipeline.destination.collect();
    const failures = await collectFailedRecords(pipeline.clients, pipeline.resources, 'keep');
    await Promise.all([output.keepFailures(failures), output.written()]);
    const bytes = [...pipeline.blobs.lengths().values()].reduce((sum, length) => sum + length, 0);
    return { ...accounting.balance(failures, pipeline.destination.ledger), newEvents: output.added, bytes, seconds };
  } finally {
    clearInterval(showing);
  }
}

/** Lets the blobs grow, with a run of the aggregator after each step, while the processors are at work on what was there before. */
async function write({ blobs, schedule }: RunningPipeline, source: RecordSource, lastHour: number, accounting: Accounting): Promise<void> {
  const recordsPerStep = Math.min(maxRecordsPerStep, Math.ceil(source.recordCount / growthSteps));
  let records = 0;
  for await (const { bytes, subscriptionId, hour } of source.read()) {
    const blob = formatBlobPath(subscriptionId, lastHour - (source.hours - 1 - hour) * hourMilliseconds);
    accounting.add({ blob, offset: blobs.add(blob, bytes), line: bytes });
    records += 1;
    if (records % recordsPerStep > 0) continue;
    await blobs.append(records === source.recordCount);
    await schedule.run();
  }
  await blobs.append(true);
}

async function untilCommitted({ blobs, committed, schedule, log }: RunningPipeline): Promise<void> {
  const lengths = blobs.lengths();
  let progressedAt = performance.now();
  let bytesBefore = -1;
  for (let scheduledAt = Number.NEGATIVE_INFINITY; ; await sleep(lookMilliseconds)) {
    const { committedBytes, open } = await committed.read(lengths);
    if (open.length === 0) return;
    if (committedBytes > bytesBefore) progressedAt = performance.now();
    bytesBefore = committedBytes;
    if (performance.now() - progressedAt > maxMillisecondsWithoutProgress)
      throw new PipelineFailedError(
        `Nothing was committed for a minute, and ${open.length} blobs are not at their end, ${open[0]} among them.${log.describe()}`,
      );
    if (performance.now() - scheduledAt < scheduleMilliseconds) continue;
    scheduledAt = performance.now();
    await schedule.run();
  }
}
