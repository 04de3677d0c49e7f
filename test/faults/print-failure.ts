import type { SimulatedRun } from './fault-pipeline';

/** Lines of a trace that a person reads before asking for all of it. */
const shownSteps = 40;

/** What a person needs to look into a seed that fails: what is wrong, the steps that led there, the command that replays it. */
export function describeFailure(
  pipeline: string,
  run: SimulatedRun,
  options: { readonly wholeTrace: boolean; readonly plant?: string },
): string {
  const [first] = run.violations;
  const steps = options.wholeTrace ? run.trace() : run.trace(first?.about).slice(-shownSteps);
  const plant = options.plant === undefined ? '' : ` --plant ${options.plant}`;
  return [
    `Seed ${run.seed} fails:`,
    ...run.violations.slice(0, 3).map(({ about, what }) => `  ${what}${about === undefined ? '' : `\n    in ${about}`}`),
    '',
    ...steps.map(step => `  ${step}`),
    '',
    `Replay:  npx pnpm faults ${pipeline} --seed ${run.seed} --seeds 1${plant} --trace`,
  ].join('\n');
}
