import type { SimulatedRun } from '../fault-pipeline';
import { restless, simulatedRun } from '../simulated-run';
import { Random } from '../simulator/random';
import { Simulation } from '../simulator/simulation';
import { accountFor, unrest } from './accounting';
import { Invariants } from './invariants';
import { Ledger } from './ledger';
import { PipelineSimulation, processorSettings } from './pipeline-simulation';
import { type PlantName, plants } from './plants';
import { drawScenario } from './scenario';
import { PipelineServices, refusalOf } from './services';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Truncated lines wait two days, blobs of old hours for the daily listing. */
const longestWayToRest = 6 * day;

/** One run of the pipeline: the seed decides everything in it. */
export async function simulateCloudTrailLake(seed: number, plantName?: PlantName): Promise<SimulatedRun> {
  const scenario = drawScenario(new Random(seed));
  const simulation = new Simulation(seed, scenario.startTime);
  const ledger = new Ledger(
    {
      processor: processorSettings(scenario),
      maxLineBytes: scenario.settings.maxLineBytes,
      expected: line => scenario.expected.get(withoutFrame(line)),
    },
    refusalOf,
  );
  const { indexLagMilliseconds: maxIndexLagMilliseconds, maxConcurrentRequests, maxStepEvents } = scenario.settings;
  const invariants = new Invariants(ledger, () => simulation.now, { maxConcurrentRequests, maxStepEvents, maxIndexLagMilliseconds });
  const services = new PipelineServices(simulation, scenario, invariants);
  const plant = plantName === undefined ? {} : plants[plantName];
  const pipeline = new PipelineSimulation({ simulation, scenario, services, ledger, invariants, plant });

  const quietAt = scenario.startTime + Math.max(scenario.activeMilliseconds, ...scenario.steps.map(step => step.after));
  const giveUpAt = quietAt + longestWayToRest;
  const books = () => ({ scenario, services, ledger, pipeline, ambiguousEvents: invariants.ambiguousEvents });
  const holds = () => invariants.violations.length === 0;

  while (simulation.now < quietAt && holds()) await simulation.runUntil(Math.min(quietAt, simulation.now + 5 * minute));
  pipeline.stopFaults();
  let disturbance = unrest(books());
  while (disturbance !== undefined && holds() && simulation.now < giveUpAt) {
    await simulation.runUntil(simulation.now + 30 * minute);
    disturbance = unrest(books());
  }
  const violations = holds() ? (disturbance === undefined ? accountFor(books()) : [restless(disturbance)]) : invariants.violations;
  return simulatedRun(simulation, violations, {
    lines: ledger.lives.reduce((sum, life) => sum + life.lines.length, 0),
    deliveries: ledger.acceptedDeliveries,
  });
}

/** A record as the generator made it, without the byte order mark and the carriage return that the scenario put around it. */
function withoutFrame(line: Buffer): string {
  const text = line.toString('latin1');
  return text.replace(/^\u00ef\u00bb\u00bf/, '').replace(/\r$/, '');
}
