import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { LocalOptions } from './command-line';
import { inputSource } from './input';
import { figuresTable } from './pipelines/figures-table';
import { localPipelines } from './pipelines/local-pipelines';
import { writeReport } from './pipelines/report';
import type { Progress, ReportLine } from './progress';
import { printTable } from './queries';
import { type GeneratedSourceOptions, generatedSource } from './records/generated-source';

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

/** Runs the chosen pipelines one after another. @returns whether all is well with each: every record is accounted for */
export async function runLocally({ options, progress, print, widthCharacters, signal }: LocalRunProps): Promise<boolean> {
  const { input, output, destination } = options;
  progress.update(input.length > 0 ? 'reading the input' : 'generating records');
  const source = input.length > 0 ? await inputSource(input) : generatedSource(generatedSourceOptions(options));
  await mkdir(output, { recursive: true });
  let isWell = true;
  for (const [index, pipeline] of options.pipelines.entries()) {
    if (index > 0) print('');
    progress.line(`${pipeline}: ${source.description}, subscriptions ${source.subscriptionIds.join(', ')}`);
    const folder = join(output, pipeline);
    const { figures, rows, problems, tables, resultPath } = await localPipelines[pipeline]({
      source,
      folder,
      destination,
      progress,
      signal,
    });
    await writeReport(output, pipeline, figures);
    progress.end();
    for (const line of figuresTable(pipeline, rows)) print(line);
    for (const problem of problems.slice(0, maxProblems)) print(problem);
    if (problems.length > maxProblems) print(`and ${(problems.length - maxProblems).toLocaleString('en')} more`);
    for (const table of tables) print(`\n${printTable(table, widthCharacters)}`);
    print(`\nWhat was accepted is in ${relative(process.cwd(), resultPath)}.`);
    isWell &&= problems.length === 0;
  }
  return isWell;
}

/** CloudWatch Logs takes nothing older than 14 days; otherwise a seed gives the same events on any day. */
function generatedSourceOptions({ records: count, seed, destination }: LocalOptions): GeneratedSourceOptions {
  if (destination === 'cloudtrail-lake') return { count, seed };
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return { count, seed, startTime: `${yesterday}T00:00:00Z` };
}
