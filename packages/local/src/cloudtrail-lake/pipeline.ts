import { join } from 'node:path';
import { countedRows, type FigureRow, whole } from '../pipelines/figures-table';
import type { PipelineResult, PipelineRunProps } from '../pipelines/local-pipeline';
import { answerAll, failures, storageOperations, whoDidWhat } from '../queries';
import type { RecordSource } from '../records/record-source';
import type { DestinationName } from './destination-name';
import { type CloudTrailLakeFigures, runCloudTrailLake } from './run';

export interface CloudTrailLakeProps extends PipelineRunProps {
  readonly source: RecordSource;
  readonly destination: DestinationName;
}

const questions = [whoDidWhat, failures, storageOperations];

/** The pipeline `cloudtrail-lake` for `npx pnpm local`. */
export async function cloudTrailLake({ folder, ...props }: CloudTrailLakeProps): Promise<PipelineResult> {
  const figures = await runCloudTrailLake({ ...props, outputFolder: folder });
  const eventsPath = join(folder, 'events.jsonl');
  return {
    figures,
    rows: figureRows(figures),
    problems: figures.unaccounted.map(place => `Not accounted for: ${place}`),
    tables: await answerAll(questions, eventsPath),
    resultPath: eventsPath,
  };
}

const figureRows = (figures: CloudTrailLakeFigures): readonly FigureRow[] => [
  ['records in', whole(figures.recordsIn)],
  ['events accepted', whole(figures.accepted)],
  ['  of these new in the folder', whole(figures.newEvents)],
  ['duplicates', whole(figures.duplicates)],
  ...countedRows('refused', figures.refused),
  ...(figures.unaccounted.length > 0 ? [['UNACCOUNTED FOR', whole(figures.unaccounted.length)] as const] : []),
  ['bytes', whole(figures.bytes)],
  ['seconds', figures.seconds.toFixed(1)],
];
