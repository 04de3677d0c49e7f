import { readFile } from 'node:fs/promises';
import { Running } from '../emulators/running';
import type { PipelineRunProps } from '../pipelines/local-pipeline';
import { PipelineFailedError } from '../pipelines/pipeline-failed-error';
import { unlessAborted } from '../process/unless-aborted';
import { balance } from './accounting';
import { latestSnapshot, type TableRow } from './answers';
import type { AccessKeysFigures } from './figures';
import type { AccountSource, IamAccount } from './iam-account';
import { type OutputFolder, openOutputFolder } from './output-folder';
import { type RunningPipeline, startPipeline } from './running-pipeline';
import type { TransportName } from './transport-name';

export interface AccessKeysRunProps extends PipelineRunProps {
  readonly source: AccountSource;
  readonly transport: TransportName;
}

export interface AccessKeysRun {
  readonly figures: AccessKeysFigures;
  readonly output: OutputFolder;
  /** What the table holds, of all runs into the folder. */
  readonly rows: readonly TableRow[];
  /** When the function had ended: what the questions mean by now. */
  readonly endedAt: Date;
}

/**
 * One run of the schedule: the bundled function reads the accounts from the emulated IAM, and its report arrives in the table.
 *
 * @throws {PipelineFailedError} when the function fails
 */
export async function runAccessKeys(props: AccessKeysRunProps): Promise<AccessKeysRun> {
  const { source, folder, progress, signal, transport } = props;
  const output = await openOutputFolder(folder, { input: source.description, fingerprint: source.fingerprint });
  if (output.replaced !== undefined) progress.line(`${folder} held the results of ${output.replaced}: replaced.`);
  for (const note of source.notes) progress.line(note);
  const accounts = source.accounts(output.day);
  const rowsBefore = (await readRows(output.rows)).length;
  const running = new Running();
  try {
    return await unlessAborted(signal, async () => {
      progress.update('starting the emulators and bundling the function');
      const { keyMaterial, log: logPath, rows: rowsPath } = output;
      const report = (line: string) => progress.line(line);
      const pipeline = await startPipeline(running, { accounts, keyMaterial, transport, rowsPath, logPath, report, signal });
      const { run, seconds } = await invoke(pipeline, accounts, props);
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
      return { figures, output, rows, endedAt };
    });
  } finally {
    await running.stop();
  }
}

/** As the schedule does. */
async function invoke({ log, reporter }: RunningPipeline, accounts: readonly IamAccount[], { progress }: AccessKeysRunProps) {
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
