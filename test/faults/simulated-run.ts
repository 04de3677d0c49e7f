import type { RunFigures, SimulatedRun, Violation } from './fault-pipeline';
import type { Simulation } from './simulator/simulation';

const hour = 60 * 60_000;

/** What came of a run: its violations and what only its pipeline can count, and what every simulation tells of itself. */
export function simulatedRun(
  simulation: Simulation,
  violations: readonly Violation[],
  counted: Pick<RunFigures, 'lines' | 'deliveries'>,
): SimulatedRun {
  const { now, seed, startTime, trace } = simulation;
  return {
    seed,
    violations,
    trace: about => trace.lines(about),
    traceHash: () => trace.hash(),
    figures: { ...counted, crashes: trace.count(/^CRASHES/), virtualHours: (now - startTime) / hour },
  };
}

/** What keeps a pipeline from rest when its time is over. */
export const restless = ({ about, what }: Violation): Violation => ({ what: `the pipeline does not come to rest: ${what}`, about });
