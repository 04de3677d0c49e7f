import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePythonEnvironment } from '../emulators/python-environment';
import { Running } from '../emulators/running';
import type { PipelineRunProps } from '../pipelines/local-pipeline';
import { unlessAborted } from '../process/unless-aborted';
import type { RecordSource } from '../records/record-source';
import { Accounting } from './accounting';
import { readJobCounts } from './batch-manifests';
import { contradictions } from './contradictions';
import { drainStream } from './drain-stream';
import type { SecurityLakeFigures } from './figures';
import { hubMessages, isSendable } from './hub-messages';
import { Lake } from './lake';
import { clear, type OutputFolder, openOutputFolder } from './output-folder';
import { collectParkedRecords, countByReason, keepParkedRecords } from './parked-records';
import { glueScriptsFolder } from './python-module';
import { readQuarantine } from './quarantine';
import { writeRecordFiles } from './record-files';
import { streamName } from './resources';
import { type RunningPipeline, startPipeline } from './running-pipeline';
import { runStreamJob, type Validation, validateLake } from './stream-job';

export interface SecurityLakeRunProps extends PipelineRunProps {
  readonly source: RecordSource;
}

export interface SecurityLakeRun {
  readonly figures: SecurityLakeFigures;
  readonly output: OutputFolder;
}

/**
 * Runs the pipeline once over all records of a source: a real Event Hubs client, the bundled function, Kinesis, and the job's own code on Spark.
 *
 * @throws {PipelineFailedError} when the function or the job does not bring the input to its end
 */
export async function runSecurityLake(props: SecurityLakeRunProps): Promise<SecurityLakeRun> {
  const { source, folder, progress, signal } = props;
  const output = await openOutputFolder(folder, { input: source.description, fingerprint: source.fingerprint });
  if (output.replaced !== undefined) progress.line(`${folder} held the results of ${output.replaced}: replaced.`);
  const running = new Running();
  try {
    return await unlessAborted(signal, async () => {
      progress.update('starting the emulators, bundling the function, looking for Spark');
      const report = (line: string) => progress.line(line);
      const [pipeline, python] = await Promise.all([
        startPipeline(running, { subscriptionIds: source.subscriptionIds, logPath: join(folder, 'functions.log'), report, signal }),
        ensurePythonEnvironment({ lockFile: join(glueScriptsFolder, 'requirements.lock'), report, signal }),
      ]);
      return { figures: await carryThrough(pipeline, { ...props, running, output, python }), output };
    });
  } finally {
    await running.stop();
  }
}

interface CarryProps extends SecurityLakeRunProps {
  readonly running: Running;
  readonly output: OutputFolder;
  /** The interpreter that has Spark. */
  readonly python: string;
}

async function carryThrough(pipeline: RunningPipeline, props: CarryProps): Promise<SecurityLakeFigures> {
  const { output, progress } = props;
  const startedAt = performance.now();
  const accounting = await send(pipeline, props);
  const drained = await drainStream(pipeline.kinesis, streamName);
  const parked = await collectParkedRecords(pipeline.parkingContainer);
  await keepParkedRecords(output.parked, parked);
  await keepDrainedRecords(drained, props);
  const rowsBefore = await countRows(output);
  const jobProps = { ...props, log: (line: string) => pipeline.log.write(line) };
  if (drained.length > 0) await runStreamJob(jobProps);
  const seconds = (performance.now() - startedAt) / 1000;

  const validation: Validation = existsSync(output.lake) ? await validateLake(jobProps) : { rows: 0, errors: 0, first: [] };
  progress.update('security-lake: accounting for every record');
  const lake = await Lake.open(output.lake);
  try {
    const { refused: quarantined, routed } = await readQuarantine(output.quarantine);
    const balance = accounting.balance({ lake: await lake.recordCounts(), quarantined, routed, parked: countByReason(parked) });
    const job = await readJobCounts(output.work);
    const statements = {
      balance,
      job,
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
async function send({ sender, forwarder }: RunningPipeline, { source, progress }: CarryProps): Promise<Accounting> {
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
async function keepDrainedRecords(drained: readonly Buffer[], { output, folder, progress }: CarryProps): Promise<void> {
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
