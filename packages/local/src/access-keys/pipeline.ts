import type { StartedPipeline } from '../pipelines/local-pipeline';
import { answerSavedSearches } from './answers';
import { figureRows, problemsOf } from './figures';
import { type AccessKeysProps, runAccessKeys, startAccessKeys } from './run';

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
    // A day is too long to wait for, and each report is a snapshot more.
    keep: async () => 'reports again when somebody invokes its function',
    stop: () => started.running.stop(),
  };
}
