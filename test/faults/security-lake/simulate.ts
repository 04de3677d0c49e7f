import type { SimulatedRun } from '../fault-pipeline';
import { restless, simulatedRun } from '../simulated-run';
import { Random } from '../simulator/random';
import { Simulation } from '../simulator/simulation';
import { accountFor, unrest } from './accounting';
import { settingsOf } from './functions-instance';
import type { MessageTruth } from './hub-traffic';
import { Invariants } from './invariants';
import { Ledger } from './ledger';
import { PipelineSimulation } from './pipeline-simulation';
import { type PlantName, plants } from './plants';
import { drawScenario } from './scenario';
import { PipelineServices } from './services';

const minute = 60_000;
const hour = 60 * minute;
/** A retry waits five minutes at most, a timer's run takes four. */
const longestWayToRest = 6 * hour;

/** One run of the forwarder: the seed decides everything in it. */
export async function simulateSecurityLake(seed: number, plantName?: PlantName): Promise<SimulatedRun> {
  const scenario = drawScenario(new Random(seed));
  const simulation = new Simulation(seed, scenario.startTime);
  const ledger = new Ledger();
  const invariants = new Invariants(ledger, settingsOf(scenario));
  const services = new PipelineServices(simulation, scenario, invariants);
  const plant = plantName === undefined ? {} : plants[plantName];
  const pipeline = new PipelineSimulation({ simulation, scenario, services, ledger, invariants, plant });

  const quietAt = scenario.startTime + Math.max(scenario.activeMilliseconds, ...scenario.arrivals.map(({ after }) => after + 1));
  const giveUpAt = quietAt + longestWayToRest;
  const books = { services, ledger, invariants, pipeline };
  const holds = () => invariants.violations.length === 0;

  while (simulation.now < quietAt && holds()) await simulation.runUntil(Math.min(quietAt, simulation.now + minute));
  pipeline.stopFaults(lastMessage);
  let disturbance = unrest(books);
  do {
    await simulation.runUntil(simulation.now + 10 * minute);
    disturbance = unrest(books);
  } while (disturbance !== undefined && holds() && simulation.now < giveUpAt);
  const violations = holds() ? (disturbance === undefined ? accountFor(books) : [restless(disturbance)]) : invariants.violations;
  return simulatedRun(simulation, violations, {
    lines: ledger.messages.reduce((sum, { places }) => sum + places.length, 0),
    deliveries: ledger.rowsTaken,
  });
}

/** A record of no subscription: it may be anybody's, and goes on. */
function lastMessage(partitionId: string): MessageTruth {
  const bytes = Buffer.from(`{"time":"2026-03-10T05:00:00Z","note":"the last of partition ${partitionId}"}`);
  return { body: Buffer.concat([Buffer.from('{"records":['), bytes, Buffer.from(']}')]), records: [{ bytes, fate: 'deliver' }] };
}
