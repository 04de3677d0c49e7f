import { localNames } from '../environment/local-environment';
import { countedRows, type FigureRow, whole } from '../pipelines/figures-table';
import type { PipelineResult, StartedPipeline } from '../pipelines/local-pipeline';
import { repeat } from '../pipelines/repeat';
import { answerAll, failures, storageOperations, whoDidWhat } from '../queries';
import { type CloudTrailLakeFigures, type CloudTrailLakeProps, runCloudTrailLake, startCloudTrailLake } from './run';

const questions = [whoDidWhat, failures, storageOperations];
/** Instead of every few minutes. */
const scheduleSeconds = 5;

/** The pipeline `cloudtrail-lake` for `npx pnpm local`. */
export async function cloudTrailLake(props: CloudTrailLakeProps): Promise<StartedPipeline> {
  const started = await startCloudTrailLake(props);
  return {
    run: async () => resultOf(await runCloudTrailLake(started, props), started.output.eventsPath),
    keep: async () => {
      const { log, schedule } = started.pipeline;
      await started.output.letGrow();
      const onFailure = (error: unknown) => log.problem(`activity-log-aggregator: ${error instanceof Error ? error.message : error}`);
      repeat(started.running, { pauseMilliseconds: scheduleSeconds * 1_000, onFailure }, () => schedule.run());
      props.clouds.triggers.schedules.set(localNames.of('schedule', 'activity-log-aggregator'), {
        expression: `rate(${scheduleSeconds} seconds)`,
      });
      return `reads what comes into its container every ${scheduleSeconds} seconds`;
    },
    stop: () => started.running.stop(),
  };
}

async function resultOf(figures: CloudTrailLakeFigures, eventsPath: string): Promise<PipelineResult> {
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
