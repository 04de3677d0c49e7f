import { setTimeout as sleep } from 'node:timers/promises';
import { EventSource } from '@audit-bridge/local/cloudtrail-lake/event-source';
import { collectFailedRecords } from '@audit-bridge/local/cloudtrail-lake/failed-events';
import type { CrashPlan } from '../../emulated/crash-plan';
import { startEmulated } from '../../emulated/start-emulated';
import type { EmulatedPipeline, EmulatedRun, Violation } from '../../fault-pipeline';
import { accountFor } from './books';
import { type EmulatedFunctions, maxConcurrentBlobs, maxStepEvents, startFunctions } from './emulated-functions';
import { describeSchedule, drawSchedule, type Schedule } from './schedule';

const longestWayToRestMilliseconds = 60_000;

/** Emulators and bundled functions that stay for many schedules, each with a blob of its own. */
export const startEmulatedCloudTrailLake = (): Promise<EmulatedPipeline> =>
  startEmulated(async (running, crashPlan) => {
    const schedules = new EmulatedSchedules(crashPlan, await startFunctions(running, crashPlan.file));
    running.add(Promise.resolve(schedules.source));
    return number => schedules.run(number);
  });

/** One after the other, over the one queue. */
class EmulatedSchedules {
  readonly source: EventSource;
  /** Invocations that may have sent a step that they did not commit. */
  #brokenInvocations = 0;
  #duplicatesToCome = 0;
  #underWay = 0;

  constructor(
    private readonly crashPlan: CrashPlan,
    private readonly functions: EmulatedFunctions,
  ) {
    this.source = new EventSource({
      sqs: functions.clients.sqs,
      queue: functions.resources.hints,
      invoke: event => this.#deliver(event),
      maxConcurrency: maxConcurrentBlobs,
      onFailure: () => this.#brokenInvocations++,
    });
    this.source.start();
  }

  async run(number: number): Promise<EmulatedRun> {
    const startedAt = performance.now();
    const schedule = drawSchedule(number, Date.now());
    const { clients, cloudTrailData, resources } = this.functions;
    this.#brokenInvocations = 0;
    this.#duplicatesToCome = schedule.duplicateDeliveries;
    const doubtful = this.#injectDestinationFaults(schedule);
    await this.crashPlan.set(schedule.crashes);
    await this.#grow(schedule);
    const crashes = await this.crashPlan.happened();
    const restless = await this.#comeToRest(schedule);
    const failed = await collectFailedRecords(clients, resources, 'delete');
    const mostRepeats = doubtful() + this.#brokenInvocations * maxStepEvents;
    const violations = restless === undefined ? accountFor({ schedule, ledger: cloudTrailData.ledger, failed, mostRepeats }) : [restless];
    cloudTrailData.ledger.clear();
    return { schedule: number, violations, faults: describeSchedule(schedule), crashes, seconds: (performance.now() - startedAt) / 1000 };
  }

  #deliver(event: unknown): Promise<unknown> {
    if (this.#duplicatesToCome > 0) {
      this.#duplicatesToCome--;
      void this.#invoke(event).catch(() => undefined);
    }
    return this.#invoke(event);
  }

  /** Two processors on the one blob of the schedule: one of them loses the race, and has sent up to a step by then. */
  #invoke(event: unknown): Promise<unknown> {
    if (this.#underWay++ > 0) this.#brokenInvocations++;
    return this.functions.processor.invoke(event).finally(() => this.#underWay--);
  }

  /** @returns how many events the answers have left in doubt so far */
  #injectDestinationFaults({ destinationFaults }: Schedule): () => number {
    const faults = [...destinationFaults];
    let events = 0;
    this.functions.cloudTrailData.chooseFault = ({ ids }) => {
      const fault = faults.shift();
      if (fault?.kind === 'reset') events += ids.length;
      return fault;
    };
    return () => events;
  }

  async #grow({ parts, path }: Schedule): Promise<void> {
    const blob = this.functions.container.getAppendBlobClient(path);
    await blob.create();
    for (const part of parts.slice(0, -1)) {
      await blob.appendBlock(part, part.length);
      await this.#aggregate();
      await sleep(200);
    }
  }

  /** No faults any more, and the blob's last part: with it comes a hint that the queue has not seen in the last five minutes. */
  async #comeToRest({ parts, path }: Schedule): Promise<Violation | undefined> {
    const { cloudTrailData, container, states } = this.functions;
    cloudTrailData.chooseFault = undefined;
    await this.crashPlan.set([]);
    const last = parts.at(-1) ?? Buffer.alloc(0);
    await container.getAppendBlobClient(path).appendBlock(last, last.length);
    const lengthBytes = parts.reduce((sum, part) => sum + part.length, 0);
    const giveUpAt = performance.now() + longestWayToRestMilliseconds;
    for (let look = 0; ; look++) {
      if (look % 10 === 0) await this.#aggregate();
      const state = await states.get(path);
      const isCommitted = state?.committedOffset === lengthBytes && state.completeEtag !== undefined;
      if (isCommitted && this.#underWay === 0) return undefined;
      if (performance.now() > giveUpAt) {
        return {
          what: `the pipeline does not come to rest: ${state?.committedOffset ?? 0} of ${lengthBytes} bytes are committed`,
          about: path,
        };
      }
      await sleep(100);
    }
  }

  /** As the scheduler does: a run that fails is made good by the next. */
  async #aggregate(): Promise<void> {
    await this.functions.aggregator.invoke({}).catch(() => undefined);
  }
}
