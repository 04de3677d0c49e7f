import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { operatedNames } from '@audit-bridge/naming';
import { ensurePythonEnvironment } from '../emulators/python-environment';
import { localNames } from '../environment/local-environment';
import { FunctionLog } from '../pipelines/function-log';
import type { PipelineStartProps } from '../pipelines/local-pipeline';
import { OwnRunning } from '../pipelines/own-running';
import type { RecordSource } from '../records/record-source';
import { Accounting } from './accounting';
import { readJobCounts } from './batch-manifests';
import { contradictions } from './contradictions';
import type { SecurityLakeFigures } from './figures';
import { hubMessages, isSendable } from './hub-messages';
import { jobLagMetrics, jobMetrics } from './job-metrics';
import { Lake } from './lake';
import { clear, type OutputFolder, openOutputFolder } from './output-folder';
import { collectParkedRecords, countByReason, keepParkedRecords } from './parked-records';
import { glueScriptsFolder } from './python-module';
import { readQuarantine } from './quarantine';
import { QuarantineBucket } from './quarantine-bucket';
import { writeRecordFiles } from './record-files';
import { type RunningPipeline, startPipeline } from './running-pipeline';
import { StreamJob, type Validation, validateLake } from './stream-job';

export interface SecurityLakeProps extends PipelineStartProps {
  readonly source: RecordSource;
}

/** The pipeline with its lake, waiting for messages. */
export interface StartedSecurityLake {
  readonly pipeline: RunningPipeline;
  readonly job: StreamJob;
  /** The interpreter that has Spark. */
  readonly python: string;
  readonly output: OutputFolder;
  /** Where who asks the cloud finds what the job has put aside. */
  readonly quarantine: QuarantineBucket;
  /** What belongs to this pipeline alone. */
  readonly running: OwnRunning;
}

/** Starts the bundled function, on the emulators of the run, and Spark. */
export async function startSecurityLake(props: SecurityLakeProps): Promise<StartedSecurityLake> {
  const { clouds, folder, progress, signal, source } = props;
  const running = new OwnRunning(props.running);
  const output = await openOutputFolder(folder, { input: source.description, fingerprint: source.fingerprint });
  const log = new FunctionLog(join(folder, 'functions.log'));
  running.add(Promise.resolve(log));
  const report = (line: string) => progress.line(line);
  const startJob = async () => {
    const python = await ensurePythonEnvironment({ lockFile: join(glueScriptsFolder, 'requirements.lock'), report, signal });
    return {
      python,
      job: new StreamJob({
        python,
        output,
        running,
        progress,
        log: line => log.write(line),
        onBatch: (counts, behindSince) => {
          clouds.metrics.add(jobMetrics(counts));
          if (behindSince !== undefined) clouds.metrics.add(jobLagMetrics(behindSince, new Date()));
        },
      }),
    };
  };
  const [pipeline, { job, python }] = await Promise.all([
    startPipeline(running, { clouds, log, subscriptionIds: source.subscriptionIds, signal }),
    startJob(),
  ]);
  clouds.triggers.jobs.set(operatedNames(localNames).streamJob, {
    get startedAt() {
      return job.startedAt;
    },
    isRunning: () => job.isRunning,
  });
  const quarantine = new QuarantineBucket(pipeline.motoUrl, output.quarantine);
  await quarantine.create();
  return { pipeline, job, python, output, quarantine, running };
}

/**
 * Runs the pipeline once over all records of a source: a real Event Hubs client, the bundled function, Kinesis, and the job's own code on Spark.
 *
 * @throws {PipelineFailedError} when the function or the job does not bring the input to its end
 */
export async function runSecurityLake(started: StartedSecurityLake, props: SecurityLakeProps): Promise<SecurityLakeFigures> {
  const { job, output, pipeline, quarantine } = started;
  const { folder, progress } = props;
  if (output.replaced !== undefined) progress.line(`${folder} held the results of ${output.replaced}: replaced.`);
  const startedAt = performance.now();
  const accounting = await send(pipeline, props);
  const drained = await pipeline.stream.read();
  const parked = await collectParkedRecords(pipeline.parkingContainer);
  await keepParkedRecords(output.parked, parked);
  await keepDrainedRecords(drained, output, props);
  const rowsBefore = await countRows(output);
  if (drained.length > 0) await job.run(pipeline.stream.behindSince);
  await quarantine.publish();
  const seconds = (performance.now() - startedAt) / 1000;

  const validation: Validation = existsSync(output.lake)
    ? await validateLake({ ...started, progress, log: line => pipeline.log.write(line) })
    : { rows: 0, errors: 0, first: [] };
  progress.update('security-lake: accounting for every record');
  const lake = await Lake.open(output.lake);
  try {
    const { refused: quarantined, routed } = await readQuarantine(output.quarantine);
    const balance = accounting.balance({ lake: await lake.recordCounts(), quarantined, routed, parked: countByReason(parked) });
    const counted = await readJobCounts(output.work);
    const statements = {
      balance,
      job: counted,
      forwarded: drained.length,
      validatedRows: validation.rows,
      misplacedRows: await lake.misplacedRows(),
    };
    return {
      ...balance,
      messages: pipeline.sender.sent,
      forwarded: drained.length,
      newRows: balance.written - rowsBefore,
      conflicts: await lake.conflicts(),
      validation,
      contradictions: contradictions(statements),
      ...lake.files,
      seconds,
    };
  } finally {
    lake.close();
  }
}

/** Sends every record to the event hub, and waits until the function is through with all of them. */
async function send({ sender, forwarder }: RunningPipeline, { source, progress }: SecurityLakeProps): Promise<Accounting> {
  const accounting = new Accounting();
  let records = 0;
  for await (const message of hubMessages(source.read())) {
    if (isSendable(message)) {
      accounting.add(message);
      await sender.send(message);
    } else accounting.addUnsendable(message);
    records += message.records.length;
    progress.update(`security-lake: ${records.toLocaleString('en')} of ${source.recordCount.toLocaleString('en')} records sent`);
  }
  progress.update(`security-lake: ${sender.sent.toLocaleString('en')} messages sent, the function forwards them`);
  await forwarder.untilForwarded();
  return accounting;
}

/**
 * The job's input. A stream that gives other records than in the run before, as one does that has delivered a record twice, makes other files: the job then
 * begins anew, for it would read the records that it knows once more.
 */
async function keepDrainedRecords(drained: readonly Buffer[], output: OutputFolder, props: SecurityLakeProps): Promise<void> {
  const { folder, progress } = props;
  const { strangers } = await writeRecordFiles(output.records, drained);
  if (strangers.length === 0) return;
  progress.line(`${folder} held the results of another delivery of the same records: replaced.`);
  await clear(output);
  await writeRecordFiles(output.records, drained);
}

async function countRows({ lake: folder }: OutputFolder): Promise<number> {
  const lake = await Lake.open(folder);
  try {
    return [...(await lake.recordCounts()).values()].reduce((sum, count) => sum + count, 0);
  } finally {
    lake.close();
  }
}
