import { report } from '@audit-bridge/access-key-report/report';
import { noCounts } from '@audit-bridge/access-key-report/report-counts';
import { attemptIdOf, runIdOf } from '@audit-bridge/access-key-report/report-request';
import { noFaults } from '../simulator/fault-rates';
import type { Simulation } from '../simulator/simulation';
import { Worker } from '../simulator/worker';
import type { Invariants } from './invariants';
import type { Plant } from './plants';
import type { Scenario } from './scenario';
import type { PipelineServices } from './services';

export interface FunctionRunsProps {
  readonly simulation: Simulation;
  readonly scenario: Scenario;
  readonly services: PipelineServices;
  readonly invariants: Invariants;
  readonly plant: Plant;
}

/** Of asynchronous invocations, as deployed: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retryMinutes = [1, 2];
const minute = 60_000;
/** A run without faults has all the time that Lambda gives. */
const longestTimeout = 15 * minute;
/** The part of its time that a function keeps for its work. */
const workShare = 0.9;

/** The schedule, and Lambda behind it: an attempt that fails is tried again, and some are begun twice. */
export class FunctionRuns {
  readonly #random;
  #faults;
  #underWay = 0;
  #invocations = 0;

  constructor(private readonly props: FunctionRunsProps) {
    this.#random = props.simulation.random.fork();
    this.#faults = props.scenario.faultRates;
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  stopFaults(): void {
    this.#faults = noFaults;
  }

  /** A run of the schedule, named after its time. */
  start(): void {
    const { simulation } = this.props;
    const event = { scheduledTime: new Date(simulation.now).toISOString() };
    const times = this.#random.chance(this.#faults.startedTwice) ? 2 : 1;
    for (let n = 0; n < times; n++) simulation.after(this.#random.next() * minute * (times - 1), () => this.#attempt(event, 1));
  }

  #attempt(event: { readonly scheduledTime: string }, number: number): void {
    const { plant, scenario, services, simulation, invariants } = this.props;
    const { latencyMilliseconds, maxClockSkewMilliseconds, maxConcurrentCalls } = scenario.settings;
    const timeoutMilliseconds = this.#faults === noFaults ? longestTimeout : scenario.settings.timeoutMilliseconds;
    this.#underWay++;
    const worker = new Worker(simulation, {
      name: `access-key-report ${++this.#invocations}`,
      clockSkewMilliseconds: Math.round((this.#random.next() * 2 - 1) * maxClockSkewMilliseconds),
      faults: () => this.#faults,
      latencyMilliseconds,
    });
    const startedAt = worker.clock.now();
    const attemptId = attemptIdOf(
      startedAt,
      this.#random
        .integer(0, 2 ** 32 - 1)
        .toString(16)
        .padStart(8, '0'),
    );
    const own = { runId: runIdOf(event, 'request'), attemptId, startedAt };
    const snapshot = plant.snapshot?.(own) ?? own;
    const attempt = invariants.began({
      ...snapshot,
      from: simulation.now,
      to: undefined,
      hasSucceeded: false,
      shownUsers: new Set(),
      accepted: new Map(),
      closed: new Set(),
    });
    const end = new AbortController();
    simulation.after(timeoutMilliseconds * workShare, () => {
      end.abort(new Error('The time is up.'));
      simulation.releaseMicrotasks();
    });
    simulation.after(timeoutMilliseconds, () => worker.crash('at its time limit'));
    worker.onEnd(() => {
      this.#underWay--;
      const wait = retryMinutes[number - 1];
      if (!attempt.hasSucceeded && wait !== undefined) {
        this.#underWay++;
        simulation.after(wait * minute, () => {
          this.#underWay--;
          this.#attempt(event, number + 1);
        });
      }
    });
    simulation.note('lambda', `attempt ${number} of ${event.scheduledTime} begins`, attemptId);
    const ports = services.portsOf(worker, attempt, end.signal);
    report({
      snapshot,
      ports: plant.ports?.(ports) ?? ports,
      settings: { maxConcurrentCalls, partition: 'aws' },
      counts: noCounts(),
      end: { at: startedAt + timeoutMilliseconds * workShare, signal: end.signal },
    }).then(
      () => {
        attempt.hasSucceeded = true;
        worker.end('done', attemptId);
      },
      error => worker.end(`fails: ${error instanceof Error ? `${error.name} ${error.message.slice(0, 160)}` : error}`, attemptId),
    );
    simulation.releaseMicrotasks();
  }
}
