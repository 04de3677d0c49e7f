import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runCloudTrailLake } from './cloudtrail-lake/run';
import type { LocalOptions } from './command-line';
import { figuresTable } from './figures-table';
import { inputSource } from './input';
import type { Progress, ReportLine } from './progress';
import { answerAll, failures, printTable, storageOperations, whoDidWhat } from './queries';
import { type GeneratedSourceOptions, generatedSource } from './records/generated-source';
import { writeReport } from './report';

export interface LocalRunProps {
  readonly options: LocalOptions;
  readonly progress: Progress;
  /** Takes the results, line by line. */
  readonly print: ReportLine;
  /** Width of the tables. */
  readonly widthCharacters: number;
  readonly signal: AbortSignal;
}

const questions = [whoDidWhat, failures, storageOperations];
const maxNamedPlaces = 10;

/** Runs the chosen pipelines one after another. @returns whether every record is accounted for */
export async function runLocally({ options, progress, print, widthCharacters, signal }: LocalRunProps): Promise<boolean> {
  const { input, output, destination } = options;
  progress.update(input.length > 0 ? 'reading the input' : 'generating records');
  const source = input.length > 0 ? await inputSource(input) : generatedSource(generatedSourceOptions(options));
  await mkdir(output, { recursive: true });
  let isComplete = true;
  for (const pipeline of options.pipelines) {
    progress.line(`${pipeline}: ${source.description}, subscriptions ${source.subscriptionIds.join(', ')}`);
    const folder = join(output, pipeline);
    const figures = await runCloudTrailLake({ destination, source, outputFolder: folder, progress, signal });
    await writeReport(output, pipeline, figures);
    progress.end();
    for (const line of figuresTable(pipeline, figures)) print(line);
    for (const place of figures.unaccounted.slice(0, maxNamedPlaces)) print(`Not accounted for: ${place}`);
    const events = join(folder, 'events.jsonl');
    for (const table of await answerAll(questions, events)) print(`\n${printTable(table, widthCharacters)}`);
    print(`\nWhat was accepted is in ${relative(process.cwd(), events)}.`);
    isComplete &&= figures.unaccounted.length === 0;
  }
  return isComplete;
}

/** CloudWatch Logs takes nothing older than 14 days; otherwise a seed gives the same events on any day. */
function generatedSourceOptions({ records: count, seed, destination }: LocalOptions): GeneratedSourceOptions {
  if (destination === 'cloudtrail-lake') return { count, seed };
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return { count, seed, startTime: `${yesterday}T00:00:00Z` };
}
