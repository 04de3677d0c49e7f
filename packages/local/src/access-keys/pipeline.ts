import type { PipelineResult } from '../pipelines/local-pipeline';
import { answerSavedSearches } from './answers';
import { figureRows, problemsOf } from './figures';
import { type AccessKeysRunProps, runAccessKeys } from './run';

/** The pipeline `access-keys` for `npx pnpm local`. */
export async function accessKeys(props: AccessKeysRunProps): Promise<PipelineResult> {
  const { endedAt, figures, output, rows } = await runAccessKeys(props);
  return {
    figures,
    rows: figureRows(figures),
    problems: problemsOf(figures),
    tables: await answerSavedSearches(rows, endedAt),
    resultPath: output.rows,
  };
}
