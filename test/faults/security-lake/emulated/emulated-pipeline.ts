import { setTimeout as sleep } from 'node:timers/promises';
import { drainStream } from '@audit-bridge/local/security-lake/drain-stream';
import { createStream } from '@audit-bridge/local/security-lake/resources';
import type { ParkedRecord } from '@audit-bridge/parked-records';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import type { CrashPlan } from '../../emulated/crash-plan';
import { startEmulated } from '../../emulated/start-emulated';
import type { EmulatedPipeline, EmulatedRun, Violation } from '../../fault-pipeline';
import type { MessageTruth } from '../hub-traffic';
import { accountFor } from './books';
import { consumerGroup, type EmulatedClouds, startClouds } from './emulated-clouds';
import { Hosts } from './hosts';
import { describeSchedule, drawSchedule, type Part, parkingRefusal, partitionCount, type Schedule } from './schedule';

const longestWayToRestMilliseconds = 60_000;
/** For the hosts to begin on a part; what is still under way then meets the next part's faults. */
const partMilliseconds = 250;
/** An outage lasts until the function has given Kinesis up and turned to the parking container; longer only when it has nothing to do. */
const longestOutageMilliseconds = 5_000;
/** The retry policy's 5 seconds become 50 milliseconds. */
const delayFactor = 0.01;

/** Emulators that stay for many schedules, each with an event hub, a stream, a container and hosts of its own. */
export const startEmulatedSecurityLake = (): Promise<EmulatedPipeline> =>
  startEmulated(async (running, crashPlan) => {
    const clouds = await startClouds(running);
    return number => new EmulatedSchedule(clouds, crashPlan, drawSchedule(number, Date.now())).run();
  });

/** A fault that is none. */
const passes = { kind: 'throttle', rows: () => false } as const;

interface Sent {
  readonly partitionId: string;
  readonly sequenceNumber: number;
  readonly truth: MessageTruth;
}

class EmulatedSchedule {
  readonly #name: string;
  readonly #hosts: Hosts;
  readonly #sent: Sent[] = [];
  readonly #resent: ParkedRecord[] = [];

  constructor(
    private readonly clouds: EmulatedClouds,
    private readonly crashPlan: CrashPlan,
    private readonly schedule: Schedule,
  ) {
    this.#name = `schedule-${schedule.number}`;
    const { preload, zipPath } = clouds;
    const environment = clouds.variables(this.#name, crashPlan.file);
    const { crashAtCheckpoint, sequenceNumberShape } = schedule;
    this.#hosts = new Hosts({ zipPath, environment, preload, delayFactor, sequenceNumberShape }, crashAtCheckpoint);
  }

  async run(): Promise<EmulatedRun> {
    const startedAt = performance.now();
    const { clouds, crashPlan, schedule } = this;
    clouds.eventHubs.createEventHub(this.#name, { partitionCount, consumerGroups: [consumerGroup] });
    await Promise.all([createStream(clouds.kinesis, this.#name), clouds.storage.getContainerClient(this.#name).create()]);
    const lostAnswers = this.#injectFaults();
    await crashPlan.set(schedule.crashes);
    try {
      await this.#hosts.start();
      for (const part of schedule.parts) await this.#play(part);
      const crashes = (await crashPlan.happened()) + this.#hosts.crashes;
      const violations = (await this.#comeToRest()) ?? (await this.#account(lostAnswers));
      const seconds = (performance.now() - startedAt) / 1000;
      return { schedule: schedule.number, violations, faults: describeSchedule(schedule), crashes, seconds };
    } finally {
      await this.#hosts.stop();
      clouds.kinesisProxy.faults.splice(0);
      clouds.parkingProxy.chooseFault = undefined;
    }
  }

  /** @returns how many answers of Kinesis are lost by the schedule */
  #injectFaults(): number {
    const { kinesisFaults, parkingFaults } = this.schedule;
    this.clouds.kinesisProxy.faults.push(...kinesisFaults.map(fault => fault ?? passes));
    const faults = [...parkingFaults];
    this.clouds.parkingProxy.chooseFault = () => faults.shift();
    return kinesisFaults.filter(fault => fault?.kind === 'lost answer').length;
  }

  async #play({ hasTimerRun, isKinesisDown, isParkingDown, messages, takeover }: Part): Promise<void> {
    const { kinesisProxy, parkingProxy } = this.clouds;
    if (takeover.length > 0) await this.#hosts.start(takeover);
    const chooseFault = parkingProxy.chooseFault;
    if (isKinesisDown) {
      kinesisProxy.faults.push(...Array.from({ length: 10_000 }, () => ({ kind: 'error', status: 500, code: 'InternalFailure' }) as const));
    }
    const givenUp = new Promise<void>(resolve => {
      parkingProxy.chooseFault = request => {
        if (request.method === 'PUT' && request.path.includes('/undelivered/')) resolve();
        return isParkingDown ? parkingRefusal : chooseFault?.(request);
      };
    });
    for (const message of messages) this.#send(message);
    await sleep(partMilliseconds);
    if (isKinesisDown) await Promise.race([givenUp, sleep(longestOutageMilliseconds, undefined, { ref: false })]);
    if (hasTimerRun) await this.#runTimer();
    if (isKinesisDown) kinesisProxy.faults.splice(0);
    parkingProxy.chooseFault = chooseFault;
  }

  #send({ partition: index, truth }: Part['messages'][number]): void {
    const partition = this.clouds.eventHubs.eventHub(this.#name).partitions[index];
    if (partition === undefined) throw new RangeError(`There is no partition ${index}.`);
    partition.append([{ body: truth.body }]);
    this.#sent.push({ partitionId: partition.id, sequenceNumber: partition.lastSequenceNumber, truth });
  }

  async #runTimer(): Promise<void> {
    this.#resent.push(...(await this.#parked('undelivered/')));
    await this.#hosts.runTimer();
  }

  /** No faults any more: what waits in the hub is worked through, what is parked is sent on. @returns what keeps it from rest */
  async #comeToRest(): Promise<Violation[] | undefined> {
    const { clouds, crashPlan } = this;
    clouds.kinesisProxy.faults.splice(0);
    clouds.parkingProxy.chooseFault = undefined;
    await crashPlan.set([]);
    const giveUp = sleep(longestWayToRestMilliseconds, 'late' as const, { ref: false });
    if ((await Promise.race([this.#hosts.drained(), giveUp])) === 'late') return [{ what: 'messages wait in the event hub' }];
    while ((await this.#parked('undelivered/')).length > 0) {
      if ((await Promise.race([this.#runTimer(), giveUp])) === 'late') return [{ what: 'records are still undelivered' }];
    }
    return undefined;
  }

  async #account(lostAnswers: number): Promise<Violation[]> {
    const { crashes, crashAtCheckpoint, parkingFaults, parts } = this.schedule;
    const violations = accountFor({
      sent: this.#sent.map(message => ({ ...message, attempts: this.#hosts.attempts(message.partitionId, message.sequenceNumber) })),
      stream: await drainStream(this.clouds.kinesis, this.#name),
      refused: await this.#parked('refused/'),
      resent: this.#resent,
      lostAnswers,
    });
    // Where the last numbers could not be written, a gap may be seen that is none: an alarm too many.
    const couldWrite =
      crashes.length === 0 && crashAtCheckpoint === undefined && parkingFaults.length === 0 && !parts.some(part => part.isParkingDown);
    if (couldWrite && this.#hosts.lostMessages > 0)
      violations.push({ what: `${this.#hosts.lostMessages} messages are counted as lost, and none was` });
    return violations;
  }

  async #parked(folder: 'undelivered/' | 'refused/'): Promise<readonly ParkedRecord[]> {
    const place = new AzureParkingPlace(this.clouds.storage.getContainerClient(this.#name));
    const records: ParkedRecord[] = [];
    for await (const { name } of place.list(folder)) records.push(...((await place.read(name)) ?? []));
    return records;
  }
}
