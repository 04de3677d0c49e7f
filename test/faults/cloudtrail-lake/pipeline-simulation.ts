import { aggregate } from '@audit-bridge/activity-log-aggregator/aggregate';
import { noCounts as noAggregationCounts } from '@audit-bridge/activity-log-aggregator/aggregation-counts';
import type { AggregationRun } from '@audit-bridge/activity-log-aggregator/aggregation-run';
import { type BlobHint, parseHint } from '@audit-bridge/activity-log-blobs';
import type { ProcessorPorts, ProcessorSettings } from '@audit-bridge/activity-log-processor/blob-run';
import { processBlob } from '@audit-bridge/activity-log-processor/process-blob';
import { noCounts, type ProcessingCounts } from '@audit-bridge/activity-log-processor/processing-counts';
import type { Delivery } from '../services/fifo-queue';
import { type FaultRates, noFaults } from '../simulator/fault-rates';
import type { Simulation } from '../simulator/simulation';
import { Worker } from '../simulator/worker';
import type { BlobStep } from './blob-steps';
import { type Invariants, withMethods } from './invariants';
import type { Ledger } from './ledger';
import type { Plant } from './plants';
import { recipientAccountId, type Scenario } from './scenario';
import type { PipelineServices } from './services';

export interface PipelineParts {
  readonly simulation: Simulation;
  readonly scenario: Scenario;
  readonly services: PipelineServices;
  readonly ledger: Ledger;
  readonly invariants: Invariants;
  readonly plant: Plant;
}

/** Plays the scenario's blobs, the scheduler and the queue's event source, and starts a worker for each invocation. */
export class PipelineSimulation {
  /** Counts of every invocation of a processor, with the blob that it was about; crashed ones included. */
  readonly processed: { readonly path: string; readonly counts: ProcessingCounts; isClean: boolean }[] = [];
  readonly #stepsToCome = new Map<string, BlobStep[]>();
  #workersStarted = 0;
  #workersAlive = 0;
  #processorsAlive = 0;
  #pollAt = Number.POSITIVE_INFINITY;
  #faults: FaultRates;

  constructor(private readonly parts: PipelineParts) {
    const { scenario, simulation } = parts;
    this.#faults = scenario.faultRates;
    for (const step of scenario.steps) {
      this.#stepsToCome.set(step.path, [...(this.#stepsToCome.get(step.path) ?? []), step]);
      simulation.after(step.after, () => this.#applyNext(step.path));
    }
    simulation.after(0, () => this.#runAggregatorRegularly());
  }

  get isIdle(): boolean {
    return this.#workersAlive === 0 && this.parts.services.waitingHints().length === 0;
  }

  /** Nothing more goes wrong from here on. */
  stopFaults(): void {
    this.parts.simulation.note('faults', 'stop');
    this.#faults = noFaults;
  }

  /** In their order, each once: a step that has come early is not there any more when its time has come. */
  #applyNext(path: string): void {
    const step = this.#stepsToCome.get(path)?.shift();
    if (step !== undefined) this.#apply(step);
  }

  /** What would happen to a blob later happens between two reads of it. */
  #changeWhileReading(path: string): void {
    const { scenario, simulation } = this.parts;
    if (!simulation.random.chance(this.#faults.changeWhileReading)) return;
    simulation.after(simulation.random.next() * scenario.settings.latencyMilliseconds, () => this.#applyNext(path));
  }

  #apply({ change, path }: BlobStep): void {
    const { ledger, services, simulation } = this.parts;
    const before = services.blobs.get(path);
    if (change.kind === 'delete') {
      if (before === undefined) return;
      services.blobs.delete(path);
      ledger.ended(path, 'deletion', services.knownOf(path));
    } else if (change.kind === 'append') {
      ledger.grew(services.blobs.append(path, change.bytes));
    } else {
      if (before !== undefined) ledger.ended(path, 'replacement', services.knownOf(path));
      ledger.grew(services.blobs.replace(path, change.bytes, change.keepsCreationTime));
    }
    simulation.note('blob', `${change.kind}${change.kind === 'delete' ? '' : ` ${change.bytes.length} B`}`, path);
  }

  #runAggregatorRegularly(): void {
    const { scenario, simulation } = this.parts;
    this.#startAggregator();
    if (simulation.random.chance(this.#faults.startedTwice))
      simulation.after(simulation.random.next() * 20_000, () => this.#startAggregator());
    const elapsed = simulation.now - scenario.startTime;
    simulation.after(intervalAfter(elapsed, scenario), () => this.#runAggregatorRegularly());
  }

  #startAggregator(): void {
    const { invariants, plant, scenario, services } = this.parts;
    const { aggregatorTimeoutMilliseconds } = scenario.settings;
    const worker = this.#startWorker('aggregator', aggregatorTimeoutMilliseconds);
    const { container, hints, states } = services.portsOf(worker, plant.deduplicationId);
    const ports: AggregationRun['ports'] = { container, hints, states: invariants.watchAggregator(states), clock: worker.clock };
    const ended = aggregate({
      ports: plant.aggregator?.(ports) ?? ports,
      settings: { subscriptionIds: scenario.subscriptionIds, startAt: undefined },
      counts: noAggregationCounts(),
      deadline: worker.clock.now() + aggregatorTimeoutMilliseconds,
    });
    this.#untilEnded(
      worker,
      ended.then(() => 'done'),
      () => this.#workersAlive--,
    );
    this.#pollSoon();
  }

  /** As Lambda's event source mapping does: as many at once as are allowed, one message each. */
  #poll(): void {
    const { scenario, services } = this.parts;
    const { maxConcurrentProcessors, processorTimeoutMilliseconds } = scenario.settings;
    while (this.#processorsAlive < maxConcurrentProcessors) {
      // Six times the function's timeout, as AWS advises and as our construct sets it.
      const delivery = services.queue.receive(6 * processorTimeoutMilliseconds);
      if (delivery === undefined) break;
      this.#startProcessor(delivery);
    }
  }

  #startProcessor(delivery: Delivery<string>): void {
    const { invariants, plant, scenario, services, simulation } = this.parts;
    const { processorTimeoutMilliseconds } = scenario.settings;
    const hint = parseHint(delivery.body);
    const worker = this.#startWorker('processor', processorTimeoutMilliseconds, hint.path);
    const { container, hints, states } = services.portsOf(worker, plant.deduplicationId);
    const watched = invariants.watchProcessor(hint.path, { states, events: services.eventsOf(worker, hint.path) });
    const ports: ProcessorPorts = {
      ...watched,
      container: withMethods(container, {
        read: (path, offset, maxBytes) => {
          this.#changeWhileReading(path);
          return container.read(path, offset, maxBytes);
        },
      }),
      hints,
      failures: services.failuresOf(worker, hint.path),
      clock: worker.clock,
      randomness: worker.randomness,
      breathe: () => worker.clock.sleep(1),
    };
    const invocation = { path: hint.path, counts: noCounts(), isClean: false };
    this.processed.push(invocation);
    this.#processorsAlive++;
    if (simulation.random.chance(this.#faults.leaseLost)) this.#loseLease(delivery, hint, processorTimeoutMilliseconds);
    const ended = processBlob({
      hint,
      ports: plant.processor?.(ports) ?? ports,
      settings: processorSettings(scenario),
      counts: invocation.counts,
      deadline: worker.clock.now() + processorTimeoutMilliseconds,
    }).then(
      outcome => {
        invocation.isClean = outcome !== 'lost-race';
        this.#finishDelivery(delivery, hint);
        return outcome;
      },
      error => {
        // As the handler does: the message comes back soon, later the more often it has failed.
        services.queue.changeVisibility(delivery.receipt, Math.min(300_000, 10_000 * delivery.receiveCount));
        throw error;
      },
    );
    this.#untilEnded(worker, ended, () => {
      this.#workersAlive--;
      this.#processorsAlive--;
      this.#pollSoon();
    });
  }

  #finishDelivery({ receipt }: Delivery<string>, hint: BlobHint): void {
    const { services, simulation } = this.parts;
    if (simulation.random.chance(this.#faults.deleteLost)) simulation.note('queue', 'loses the delete of a message', hint.path);
    else services.queue.delete(receipt);
  }

  #loseLease({ receipt }: Delivery<string>, hint: BlobHint, withinMilliseconds: number): void {
    const { services, simulation } = this.parts;
    simulation.after(simulation.random.next() ** 3 * withinMilliseconds, () => {
      if (!services.queue.changeVisibility(receipt, 0)) return;
      simulation.note('queue', 'takes a lease away', hint.path);
      this.#pollSoon();
    });
  }

  #startWorker(kind: string, timeoutMilliseconds: number, about?: string): Worker {
    const { scenario, simulation } = this.parts;
    const { latencyMilliseconds, maxClockSkewMilliseconds } = scenario.settings;
    const name = `${kind}-${++this.#workersStarted}`;
    this.#workersAlive++;
    const clockSkewMilliseconds = Math.round((simulation.random.next() * 2 - 1) * maxClockSkewMilliseconds);
    simulation.note(name, `starts${clockSkewMilliseconds === 0 ? '' : `, its clock ${clockSkewMilliseconds} ms off`}`, about);
    simulation.releaseMicrotasks();
    const worker = new Worker(simulation, { name, clockSkewMilliseconds, latencyMilliseconds, faults: () => this.#faults });
    simulation.after(timeoutMilliseconds, () => worker.crash('at its time limit', about));
    return worker;
  }

  /** Calls back once, when the work has ended or its worker has crashed. */
  #untilEnded(worker: Worker, work: Promise<string>, onEnd: () => void): void {
    const { simulation } = this.parts;
    worker.onEnd(onEnd);
    work.then(
      outcome => worker.end(outcome),
      (error: unknown) => worker.end(`fails: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`),
    );
    simulation.releaseMicrotasks();
  }

  #pollSoon(): void {
    const { services, simulation } = this.parts;
    const at = Math.max(simulation.now + 50, services.queue.nextVisibleAt() ?? simulation.now + 1_000);
    if (at >= this.#pollAt && this.#pollAt > simulation.now) return;
    this.#pollAt = at;
    simulation.after(at - simulation.now, () => {
      if (this.#pollAt !== simulation.now) return;
      this.#pollAt = Number.POSITIVE_INFINITY;
      this.#poll();
      if (this.#workersAlive > 0 || services.queue.nextVisibleAt() !== undefined) this.#pollSoon();
    });
  }
}

/** While blobs change as set; then further and further apart, because rest and daily listings take days. */
function intervalAfter(elapsed: number, { activeMilliseconds, settings }: Scenario): number {
  const hour = 3_600_000;
  if (elapsed < activeMilliseconds) return settings.aggregatorIntervalMilliseconds;
  return elapsed < activeMilliseconds + 3 * hour ? hour / 2 : 8 * hour;
}

export function processorSettings({ settings, subscriptionIds }: Pick<Scenario, 'settings' | 'subscriptionIds'>): ProcessorSettings {
  const { maxConcurrentRequests, maxLineBytes, maxStepEvents, rangeBytes } = settings;
  return { subscriptionIds, recipientAccountId, maxConcurrentRequests, maxStepEvents, rangeBytes, maxLineBytes };
}
