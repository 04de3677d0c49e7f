import { listRefusedBlobs } from '@audit-bridge/operations/redrive-parked-records/refused-blobs';
import { sendAgain } from '@audit-bridge/operations/redrive-parked-records/send-again';
import type { HubPartition } from '../services/event-hub';
import { type FaultRates, noFaults } from '../simulator/fault-rates';
import { Worker } from '../simulator/worker';
import { FunctionsInstance, type InstanceParts } from './functions-instance';
import type { MessageTruth } from './hub-traffic';
import { aboutPartition } from './invariants';
import type { HostRates } from './scenario';

const second = 1_000;
const minute = 60 * second;
const noHostRates: HostRates = { partitionMoved: 0, instanceStopped: 0, messagesExpired: 0, operatorRedrives: 0, timerStartedTwice: 0 };

/** Plays the event hub, the Functions host with its instances and timers, and now and then an operator. */
export class PipelineSimulation {
  /** Messages that nobody could read any more, of partitions whose progress was known. */
  readonly expired: { readonly partitionId: string; readonly sequenceNumber: number }[] = [];
  readonly #instances: FunctionsInstance[] = [];
  readonly #owners = new Map<string, FunctionsInstance>();
  #workersStarted = 0;
  #operatorsAtWork = 0;
  #faults: FaultRates;
  #hostRates: HostRates;

  constructor(private readonly parts: InstanceParts) {
    const { scenario, simulation } = parts;
    this.#faults = scenario.faultRates;
    this.#hostRates = scenario.hostRates;
    for (let count = 0; count < scenario.settings.instances; count++) this.#startInstance();
    for (const partition of this.#partitions()) this.#assign(partition);
    for (const { after, message, partitionId } of scenario.arrivals) simulation.after(after, () => this.#arrive(partitionId, message));
    simulation.after(minute, () => this.#everyMinute());
    // Apart from the moments at which the books are looked at.
    simulation.after(scenario.settings.timerMinutes * minute + 17 * second, () => this.#timer());
  }

  get isIdle(): boolean {
    return this.#operatorsAtWork === 0 && this.#instances.every(instance => instance.isIdle);
  }

  /** Whether the owner of a partition has run everything that has come. */
  isAtEnd(partitionId: string): boolean {
    return this.#owners.get(partitionId)?.pumps.get(partitionId)?.isAtEnd ?? false;
  }

  /** Nothing more goes wrong from here on; one more message a partition shows what is missing in front of it. */
  stopFaults(last: (partitionId: string) => MessageTruth): void {
    this.parts.simulation.note('faults', 'stop');
    this.#faults = noFaults;
    this.#hostRates = noHostRates;
    for (const { id } of this.#partitions()) this.#arrive(id, last(id));
  }

  #arrive(partitionId: string, truth: MessageTruth): void {
    const { ledger, services, simulation } = this.parts;
    const message = services.partitions.get(partitionId)?.append(truth.body);
    if (message === undefined) return;
    ledger.arrived(partitionId, message, truth);
    simulation.note('hub', `message ${message.sequenceNumber}, ${truth.records?.length ?? 'no'} records`, aboutPartition(partitionId));
    this.#owners.get(partitionId)?.pumps.get(partitionId)?.wake();
  }

  #startInstance(): void {
    const { simulation } = this.parts;
    const [name, worker] = this.#startWorker('instance');
    const instance = new FunctionsInstance(this.parts, name, worker, ended => {
      this.#instances.splice(this.#instances.indexOf(ended), 1);
      simulation.after(simulation.random.integer(1, 30) * second, () => this.#replaceInstances());
    });
    this.#instances.push(instance);
  }

  #replaceInstances(): void {
    const open = this.#instances.filter(({ isOpen }) => isOpen).length;
    if (open < this.parts.scenario.settings.instances) this.#startInstance();
    for (const partition of this.#partitions()) {
      if (this.#owners.get(partition.id)?.isOpen !== true) this.#assign(partition);
    }
  }

  /** Gives a partition to an instance, perhaps to the one that has it: an owner can lose it and get it back. */
  #assign(partition: HubPartition): void {
    const { simulation } = this.parts;
    const open = this.#instances.filter(({ isOpen }) => isOpen);
    if (open.length === 0) return;
    const owner = simulation.random.pick(open);
    this.#owners.get(partition.id)?.pumps.get(partition.id)?.release();
    this.#owners.set(partition.id, owner);
    simulation.note(owner.name, `owns the partition from ${partition.checkpoint}`, aboutPartition(partition.id));
    owner.own(partition);
  }

  #everyMinute(): void {
    const { random } = this.parts.simulation;
    const partitions = this.#partitions();
    if (random.chance(this.#hostRates.partitionMoved)) this.#assign(random.pick(partitions));
    if (random.chance(this.#hostRates.messagesExpired)) this.#expire(random.pick(partitions));
    if (random.chance(this.#hostRates.instanceStopped) && this.#instances.length > 0) this.#stopInstance(random.pick(this.#instances));
    if (random.chance(this.#hostRates.operatorRedrives)) this.#redrive();
    this.parts.simulation.after(minute, () => this.#everyMinute());
  }

  #stopInstance(instance: FunctionsInstance): void {
    if (!instance.isOpen) return;
    this.parts.simulation.note(instance.name, 'is told to shut down');
    instance.drain();
    this.parts.simulation.after(this.parts.simulation.random.integer(1, 60) * second, () => this.#replaceInstances());
  }

  /** As after days of standstill: the hub's oldest messages reach their age. */
  #expire(partition: HubPartition): void {
    const { invariants, ledger, services, simulation } = this.parts;
    // Where nothing is known of a partition, a message that is missing in front of it cannot be told.
    if (!services.container.all('sequence-numbers/').some(({ name }) => name.endsWith(`/${partition.id}.json`))) return;
    const before = simulation.random.integer(partition.checkpoint, partition.end);
    partition.expireBefore(before);
    simulation.note('hub', `messages before ${before} expire`, aboutPartition(partition.id));
    const inHand = new Set(this.#instances.flatMap(({ pumps }) => pumps.get(partition.id)?.inHand ?? []));
    for (let number = 0; number < before; number++) {
      const message = ledger.messageOf(partition.id, number);
      if (message === undefined || message.isDone) continue;
      this.expired.push({ partitionId: partition.id, sequenceNumber: number });
      // A run has it still, and another owner may count it as missing already.
      if (inHand.has(message.message)) invariants.doubtfulPartitions.add(partition.id);
    }
  }

  #timer(): void {
    const { scenario, simulation } = this.parts;
    const open = this.#instances.filter(({ isOpen }) => isOpen);
    if (open.length > 0) {
      simulation.random.pick(open).runTimer();
      if (simulation.random.chance(this.#hostRates.timerStartedTwice)) simulation.random.pick(open).runTimer();
    }
    simulation.after(scenario.settings.timerMinutes * minute, () => this.#timer());
  }

  /** The command line's own use case, on a machine that can lose its connection too. */
  #redrive(): void {
    const { services, simulation } = this.parts;
    const [name, worker] = this.#startWorker('operator');
    this.#operatorsAtWork++;
    worker.onEnd(() => this.#operatorsAtWork--);
    const place = services.parkingOf(worker);
    const options = {
      dryRun: false,
      limit: 5,
      interruption: { isRequested: false },
      print: (line: string) => simulation.note(name, line),
      progress: () => {},
    };
    listRefusedBlobs(place)
      .then(blobs => sendAgain(place, blobs, options))
      .then(
        ({ records }) => worker.end(`has put ${records} records back`),
        error => worker.end(`fails: ${String(error)}`),
      );
    simulation.releaseMicrotasks();
  }

  #startWorker(kind: string): [name: string, worker: Worker] {
    const { scenario, simulation } = this.parts;
    const { latencyMilliseconds, maxClockSkewMilliseconds } = scenario.settings;
    const name = `${kind}-${++this.#workersStarted}`;
    const clockSkewMilliseconds = Math.round((simulation.random.next() * 2 - 1) * maxClockSkewMilliseconds);
    simulation.note(name, 'starts');
    return [name, new Worker(simulation, { name, clockSkewMilliseconds, latencyMilliseconds, faults: () => this.#faults })];
  }

  #partitions(): readonly HubPartition[] {
    return [...this.parts.services.partitions.values()];
  }
}
