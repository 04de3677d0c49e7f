import { readFile } from 'node:fs/promises';
import type { Progress } from '@audit-bridge/terminal';
import type { PipelineStartProps } from '../pipelines/local-pipeline';
import { OwnRunning } from '../pipelines/own-running';
import { PipelineFailedError } from '../pipelines/pipeline-failed-error';
import { balance } from './accounting';
import { latestSnapshot, type TableRow } from './answers';
import type { AccessKeysFigures } from './figures';
import type { AccountSource, IamAccount } from './iam-account';
import { type OutputFolder, openOutputFolder } from './output-folder';
import { type RunningPipeline, startPipeline } from './running-pipeline';
import type { TransportName } from './transport-name';

export interface AccessKeysProps extends PipelineStartProps {
  readonly source: AccountSource;
  readonly transport: TransportName;
}

/** The pipeline with its table and the accounts that it reports, waiting for its schedule. */
export interface StartedAccessKeys {
  readonly pipeline: RunningPipeline;
  readonly accounts: ReturnType<AccountSource['accounts']>;
  readonly output: OutputFolder;
  /** What belongs to this pipeline alone. */
  readonly running: OwnRunning;
}

export interface AccessKeysRun {
  readonly figures: AccessKeysFigures;
  /** What the table holds, of all runs into the folder. */
  readonly rows: readonly TableRow[];
  /** When the function had ended: what the questions mean by now. */
  readonly endedAt: Date;
}

/** Starts the bundled function, on the emulators of the run. */
export async function startAccessKeys(props: AccessKeysProps): Promise<StartedAccessKeys> {
  const { clouds, folder, source, transport } = props;
  const running = new OwnRunning(props.running);
  const output = await openOutputFolder(folder, { input: source.description, fingerprint: source.fingerprint });
  const accounts = source.accounts(output.day);
  const { keyMaterial, log: logPath, rows: rowsPath } = output;
  const pipeline = await startPipeline(running, { clouds, accounts, keyMaterial, transport, rowsPath, logPath });
  return { pipeline, accounts, output, running };
}

/**
 * One run of the schedule: the bundled function reads the accounts from the emulated IAM, and its report arrives in the table.
 *
 * @throws {PipelineFailedError} when the function fails
 */
export async function runAccessKeys(
  { accounts, output, pipeline }: StartedAccessKeys,
  { folder, progress, source }: AccessKeysProps,
): Promise<AccessKeysRun> {
  if (output.replaced !== undefined) progress.line(`${folder} held the results of ${output.replaced}: replaced.`);
  for (const note of source.notes) progress.line(note);
  const rowsBefore = (await readRows(output.rows)).length;
  const { run, seconds } = await invoke(pipeline, accounts, progress);
  const endedAt = new Date();
  const rows = await readRows(output.rows);
  progress.update('access-keys: accounting for every key');
  const snapshot = await latestSnapshot(rows, endedAt);
  const figures: AccessKeysFigures = {
    accounts: accounts.length,
    users: accounts.reduce((sum, { users }) => sum + users.length, 0),
    ...balance(accounts, snapshot),
    run,
    snapshotRun: latestRun(snapshot, rows),
    rows: rows.length,
    newRows: rows.length - rowsBefore,
    droppedMembers: pipeline.endpoint.problems.all.map(({ column, count, kind }) => `${kind} ${column}, ${count} times`),
    uploads: pipeline.endpoint.requestCount(),
    seconds,
  };
  return { figures, rows, endedAt };
}

/** As the schedule does. */
async function invoke({ log, reporter }: RunningPipeline, accounts: readonly IamAccount[], progress: Progress) {
  progress.update(`access-keys: reading ${accounts.length === 1 ? 'one account' : `${accounts.length} accounts`}`);
  const scheduledTime = new Date().toISOString();
  const startedAt = performance.now();
  try {
    const { runId } = (await reporter.invoke({ scheduledTime })) as { readonly runId: string };
    return { run: runId, seconds: (performance.now() - startedAt) / 1000 };
  } catch (error) {
    throw new PipelineFailedError(`The function failed: ${error instanceof Error ? error.message : error}.${log.describe()}`);
  }
}

async function readRows(path: string): Promise<readonly TableRow[]> {
  try {
    return (await readFile(path, 'utf8'))
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** An account without keys has a snapshot too, of no row: then the record that closes it tells the run. */
function latestRun(snapshot: readonly TableRow[], rows: readonly TableRow[]): string | undefined {
  const run = snapshot[0]?.RunId_s ?? rows.findLast(({ RecordType_s }) => RecordType_s === 'RunCompleted')?.RunId_s;
  return run === undefined ? undefined : String(run);
}
