import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PipelineName } from './pipeline-name';

/** `DIR/report.json`: the figures of each pipeline's last run into the folder. */
export type Report = Partial<Record<PipelineName, object>>;

/** Adds a pipeline's figures; those of other pipelines stay. */
export async function writeReport(folder: string, pipeline: PipelineName, figures: object): Promise<void> {
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
