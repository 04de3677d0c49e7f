import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloudTrailLakeFigures } from './cloudtrail-lake/run';
import type { PipelineName } from './command-line';

/** `DIR/report.json`: the figures of each pipeline's last run into the folder. */
export type Report = Partial<Record<PipelineName, CloudTrailLakeFigures>>;

/** Adds a pipeline's figures; those of other pipelines stay. */
export async function writeReport(folder: string, pipeline: PipelineName, figures: CloudTrailLakeFigures): Promise<void> {
  const path = join(folder, 'report.json');
  const report: Report = { ...(await readReport(path)), [pipeline]: figures };
  await writeFile(`${path}.new`, `${JSON.stringify(report, undefined, 2)}\n`);
  await rename(`${path}.new`, path);
}

async function readReport(path: string): Promise<Report> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return {};
  }
}
