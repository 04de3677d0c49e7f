import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runCloudTrailLake } from './cloudtrail-lake/run';
import type { LocalOptions } from './command-line';
import { figuresTable } from './figures-table';
import type { Progress, ReportLine } from './progress';
import { fileSource } from './records/file-source';
import { generatedSource } from './records/generated-source';
import { writeReport } from './report';

export interface LocalRunProps {
  readonly options: LocalOptions;
  readonly progress: Progress;
  /** Takes the results, line by line. */
  readonly print: ReportLine;
  readonly signal: AbortSignal;
}

/** Runs the chosen pipelines one after another. @returns whether every record is accounted for */
export async function runLocally({ options, progress, print, signal }: LocalRunProps): Promise<boolean> {
  const { input, output, records: count, seed } = options;
  progress.update(input.length > 0 ? 'reading the input' : 'generating records');
  const source = input.length > 0 ? await fileSource(input) : generatedSource({ count, seed });
  await mkdir(output, { recursive: true });
  let isComplete = true;
  for (const pipeline of options.pipelines) {
    progress.line(`${pipeline}: ${source.description}, subscriptions ${source.subscriptionIds.join(', ')}`);
    const folder = join(output, pipeline);
    const figures = await runCloudTrailLake({ source, outputFolder: folder, progress, signal });
    await writeReport(output, pipeline, figures);
    progress.end();
    for (const line of figuresTable(pipeline, figures)) print(line);
    for (const place of figures.unaccounted.slice(0, 10)) print(`Not accounted for: ${place}`);
    print(`\nWhat was accepted is in ${relative(process.cwd(), join(folder, 'events.jsonl'))}.`);
    isComplete &&= figures.unaccounted.length === 0;
  }
  return isComplete;
}
