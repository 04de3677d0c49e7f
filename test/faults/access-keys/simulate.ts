import type { ReportRecord } from '@audit-bridge/access-key-records';
import type { SimulatedRun, Violation } from '../fault-pipeline';
import { simulatedRun } from '../simulated-run';
import { Random } from '../simulator/random';
import { Simulation } from '../simulator/simulation';
import { accountForSnapshot, brokenPromises, type Moment } from './accounting';
import { FunctionRuns } from './function-runs';
import { Invariants } from './invariants';
import { type Plant, type PlantName, plants } from './plants';
import { drawScenario, hour } from './scenario';
import { PipelineServices } from './services';

/** Of all attempts of a run, and of rows that are late. */
const longestRest = 5 * hour;

/** Some days of the pipeline: the seed decides everything in them. */
export async function simulateAccessKeys(seed: number, plantName?: PlantName): Promise<SimulatedRun> {
  const scenario = drawScenario(new Random(seed));
  const simulation = new Simulation(seed, scenario.startTime);
  const invariants = new Invariants(() => simulation.now);
  const services = new PipelineServices(simulation, scenario, invariants);
  const plant: Plant = plantName === undefined ? {} : plants[plantName];
  const runs = new FunctionRuns({ simulation, scenario, services, invariants, plant });
  const moment = (): Moment => ({
    now: simulation.now,
    rows: services.ingestion.rows.map(({ row }): ReportRecord => row),
    attempts: [...invariants.attempts.values()].map(attempt => ({ ...attempt, closed: new Set(attempt.closed) })),
    accounts: services.accounts,
    ...(plant.rows !== undefined && { asRead: plant.rows }),
  });

  for (const at of scenario.changes) simulation.after(at - simulation.now, () => services.change());
  const lookAt = simulation.random.chance(0.5) ? simulation.random.pick(scenario.runTimes) : undefined;
  let between: Moment | undefined;
  for (const at of scenario.runTimes) {
    await simulation.runUntil(at);
    if (at === lookAt) between = moment();
    runs.start();
  }
  await simulation.runUntil(simulation.now + longestRest);
  const restless: Violation[] = runs.isIdle ? [] : [{ what: 'the pipeline does not come to rest: an attempt still runs' }];
  // Before a run at random, or after all of them: an answer costs more than all the rest of a seed.
  between ??= moment();

  // One more run without a fault: the next day's.
  runs.stopFaults();
  services.stopFaults();
  runs.start();
  await simulation.runUntil(simulation.now + longestRest);
  const violations = [...invariants.violations, ...restless, ...brokenPromises([...invariants.attempts.values()], services.accounts)];
  for (const one of [between, moment()]) {
    if (violations.length === 0) violations.push(...(await accountForSnapshot(one)));
  }
  const last = [...invariants.attempts.values()].at(-1);
  if (violations.length === 0 && last?.hasSucceeded !== true)
    violations.push({ what: 'a run without a fault failed', about: last?.attemptId });
  return simulatedRun(simulation, violations, {
    lines: services.accounts.reduce((sum, { users }) => sum + users.reduce((keys, user) => keys + user.keys.length, 0), 0),
    deliveries: invariants.rowsAccepted,
  });
}
