import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Progress, printTable, type ReportLine } from '@audit-bridge/terminal';
import { LocalClouds } from './clouds/local-clouds';
import type { LocalOptions } from './command-line';
import { Running } from './emulators/running';
import { localEnvironment } from './environment/local-environment';
import { startEnvironment } from './environment/start-environment';
import { keepUp, untilAborted } from './keep';
import { figuresTable } from './pipelines/figures-table';
import type { PipelineResult } from './pipelines/local-pipeline';
import { preparePipeline } from './pipelines/local-pipelines';
import type { PipelineName } from './pipelines/pipeline-name';
import { writeReport } from './pipelines/report';
import { openInputs, type RunInputs } from './pipelines/run-inputs';
import { unlessAborted } from './process/unless-aborted';
import { proveNothingLost } from './proof/prove-nothing-lost';
import { historyOf } from './records/history';
import { noRecords, type RecordSource } from './records/record-source';

export interface LocalRunProps {
  readonly options: LocalOptions;
  readonly progress: Progress;
  /** Takes the results, line by line. */
  readonly print: ReportLine;
  /** Width of the tables. */
  readonly widthCharacters: number;
  readonly signal: AbortSignal;
}

const maxProblems = 10;

/**
 * Starts the chosen pipelines side by side, on emulators that they share, and runs them one after another. With `--keep` all of it then stays until the
 * signal. At the end the proof: what went in is compared with what the destinations answer, as `bridge verify` does.
 *
 * @returns whether all is well with each: everything that went in is accounted for
 */
export async function runLocally(props: LocalRunProps): Promise<boolean> {
  const { options, progress, signal } = props;
  progress.update(options.input.length > 0 ? 'reading the input' : 'generating records');
  const inputs = await openInputs(options);
  const prepare = async (name: PipelineName) => ({ name, ...(await preparePipeline(name, inputs, options)) });
  // All of them before the first one runs: a wrong file is told at once.
  const pipelines = await Promise.all(options.pipelines.map(prepare));
  await mkdir(options.output, { recursive: true });
  const running = new Running();
  try {
    const isWell = await unlessAborted(signal, async () => {
      progress.update('starting the emulators and bundling the functions');
      const report = (line: string) => progress.line(line);
      const records = await recordsOf(options, inputs);
      const environment = localEnvironment({ destination: options.destination, subscriptionIds: records.subscriptionIds });
      const clouds = new LocalClouds(running, { report, signal, environment });
      const begin = async ({ name, start }: (typeof pipelines)[number]) =>
        start({ folder: join(options.output, name), progress, clouds, running, signal });
      const starting = pipelines.map(pipeline => ({ ...pipeline, started: begin(pipeline) }));
      // Each is awaited in its turn: a later one that fails meanwhile is told then.
      for (const { started } of starting) started.catch(() => {});
      let isAllWell = true;
      for (const [index, { name, input, started }] of starting.entries()) {
        if (index > 0) props.print('');
        progress.line(`${name}: ${input}`);
        const pipeline = await started;
        isAllWell = (await tell(name, await pipeline.run(), props)) && isAllWell;
      }
      if (!options.keep && records.recordCount === 0) return isAllWell;
      const history = options.keep && records.recordCount > 0 ? historyOf(environment.azure, Date.now()) : noRecords;
      const description = await startEnvironment(running, { ...options, clouds, records, history });
      if (records.recordCount > 0) isAllWell = (await proveNothingLost({ ...props, description, records })) && isAllWell;
      if (options.keep) await keepUp(await Promise.all(starting.map(({ started }) => started)), { ...props, clouds, description, running });
      return isAllWell;
    });
    if (options.keep) await untilAborted(signal);
    return isWell;
  } finally {
    await running.stop();
  }
}

/** What the pipelines of the activity log read, if one of them runs. */
const recordsOf = ({ pipelines }: LocalOptions, inputs: RunInputs): Promise<RecordSource> | RecordSource =>
  pipelines.some(name => name !== 'access-keys') ? inputs.activityLog() : noRecords;

/** @returns whether all is well */
async function tell(
  name: PipelineName,
  result: PipelineResult,
  { options, print, progress, widthCharacters }: LocalRunProps,
): Promise<boolean> {
  const { figures, rows, problems, tables, resultPath } = result;
  await writeReport(options.output, name, figures);
  progress.end();
  for (const line of figuresTable(name, rows)) print(line);
  for (const problem of problems.slice(0, maxProblems)) print(problem);
  if (problems.length > maxProblems) print(`and ${(problems.length - maxProblems).toLocaleString('en')} more`);
  for (const table of tables) print(`\n${printTable(table, widthCharacters)}`);
  print(`\nWhat was accepted is in ${relative(process.cwd(), resultPath)}.`);
  return problems.length === 0;
}
