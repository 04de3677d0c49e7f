import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Progress, printTable, type ReportLine } from '@audit-bridge/terminal';
import type { LocalOptions } from './command-line';
import { figuresTable } from './pipelines/figures-table';
import { preparePipeline } from './pipelines/local-pipelines';
import type { PipelineName } from './pipelines/pipeline-name';
import { writeReport } from './pipelines/report';
import { openInputs } from './pipelines/run-inputs';

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

/** Runs the chosen pipelines one after another. @returns whether all is well with each: everything that went in is accounted for */
export async function runLocally({ options, progress, print, widthCharacters, signal }: LocalRunProps): Promise<boolean> {
  const { output } = options;
  progress.update(options.input.length > 0 ? 'reading the input' : 'generating records');
  const inputs = await openInputs(options);
  const prepare = async (name: PipelineName) => ({ name, ...(await preparePipeline(name, inputs, options)) });
  // All of them before the first one runs: a wrong file is told at once.
  const pipelines = await Promise.all(options.pipelines.map(prepare));
  await mkdir(output, { recursive: true });
  let isWell = true;
  for (const [index, { name, input, run }] of pipelines.entries()) {
    if (index > 0) print('');
    progress.line(`${name}: ${input}`);
    const { figures, rows, problems, tables, resultPath } = await run({ folder: join(output, name), progress, signal });
    await writeReport(output, name, figures);
    progress.end();
    for (const line of figuresTable(name, rows)) print(line);
    for (const problem of problems.slice(0, maxProblems)) print(problem);
    if (problems.length > maxProblems) print(`and ${(problems.length - maxProblems).toLocaleString('en')} more`);
    for (const table of tables) print(`\n${printTable(table, widthCharacters)}`);
    print(`\nWhat was accepted is in ${relative(process.cwd(), resultPath)}.`);
    isWell &&= problems.length === 0;
  }
  return isWell;
}
