import { localNames } from '../environment/local-environment';
import type { StartedPipeline } from '../pipelines/local-pipeline';
import { repeat } from '../pipelines/repeat';
import { answerSavedSearches } from './answers';
import { figureRows, problemsOf } from './figures';
import { type AccessKeysProps, runAccessKeys, startAccessKeys } from './run';

/** Instead of every day: each report is a snapshot more. */
const scheduleMinutes = 10;

/** The pipeline `access-keys` for `npx pnpm local`. */
export async function accessKeys(props: AccessKeysProps): Promise<StartedPipeline> {
  const started = await startAccessKeys(props);
  return {
    run: async () => {
      const { endedAt, figures, rows } = await runAccessKeys(started, props);
      return {
        figures,
        rows: figureRows(figures),
        problems: problemsOf(figures),
        tables: await answerSavedSearches(rows, endedAt),
        resultPath: started.output.rows,
      };
    },
    keep: async () => {
      const { log, reporter } = started.pipeline;
      const pauseMilliseconds = scheduleMinutes * 60_000;
      const onFailure = (error: unknown) => log.problem(`access-key-report: ${error instanceof Error ? error.message : error}`);
      repeat(started.running, { pauseMilliseconds, onFailure, isFirstDue: false }, () =>
        reporter.invoke({ scheduledTime: new Date().toISOString() }),
      );
      const expression = `rate(${scheduleMinutes} minutes)`;
      props.clouds.triggers.schedules.set(localNames.of('schedule', 'access-key-report'), { expression });
      return `reports again every ${scheduleMinutes} minutes`;
    },
    stop: () => started.running.stop(),
  };
}
