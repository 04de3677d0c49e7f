import { type ForwardingRun, forwardMessages } from '@audit-bridge/activity-log-forwarder/forward-messages';
import { forwardParkedRecords } from '@audit-bridge/activity-log-forwarder/forward-parked-records';
import type { ForwarderPorts, ForwarderSettings, RunLog } from '@audit-bridge/activity-log-forwarder/forwarder-run';
import { noCounts } from '@audit-bridge/activity-log-forwarder/forwarding-counts';
import type { HubMessages } from '@audit-bridge/activity-log-forwarder/hub-message';
import { PartitionSequences } from '@audit-bridge/activity-log-forwarder/partition-sequences';
import { retryPolicy } from '@audit-bridge/activity-log-forwarder/retry-policy';
import type { ParkingPlace } from '@audit-bridge/parked-records';
import type { HubPartition } from '../services/event-hub';
import type { Simulation } from '../simulator/simulation';
import type { Worker } from '../simulator/worker';
import { aboutPartition, type Invariants } from './invariants';
import type { Ledger } from './ledger';
import { PartitionPump } from './partition-pump';
import type { Plant } from './plants';
import type { Scenario } from './scenario';
import type { PipelineServices } from './services';

export interface InstanceParts {
  readonly simulation: Simulation;
  readonly scenario: Scenario;
  readonly services: PipelineServices;
  readonly ledger: Ledger;
  readonly invariants: Invariants;
  readonly plant: Plant;
}

const timerSeconds = 240;

/** One process of the Functions host with the function in it: runs side by side share its clients, its memory of the partitions, and its end. */
export class FunctionsInstance {
  readonly pumps = new Map<string, PartitionPump>();
  readonly #sequences: PartitionSequences;
  #runs = 0;
  #isDraining = false;
  #hasEnded = false;

  constructor(
    private readonly parts: InstanceParts,
    readonly name: string,
    readonly worker: Worker,
    onEnd: (instance: FunctionsInstance) => void,
  ) {
    this.#sequences = new PartitionSequences(parts.invariants.watchSequenceNumbers(parts.services.sequenceNumbersOf(worker)));
    worker.onEnd(() => {
      this.#hasEnded = true;
      // What it remembered, and had not written down, is gone.
      if (this.#runs > 0 || parts.invariants.doubtfulPartitions.size > 0)
        for (const partitionId of this.pumps.keys()) parts.invariants.doubtfulPartitions.add(partitionId);
      onEnd(this);
    });
  }

  get isIdle(): boolean {
    return this.#runs === 0 || this.#hasEnded;
  }

  /** It takes new work. */
  get isOpen(): boolean {
    return !this.#hasEnded && !this.#isDraining;
  }

  own(partition: HubPartition): void {
    const { plant, scenario, simulation } = this.parts;
    const { batchesPerCheckpoint, maxBatchMessages } = scenario.settings;
    const pump = new PartitionPump({
      simulation,
      partition,
      name: this.name,
      maxBatchMessages,
      batchesPerCheckpoint,
      holdsCheckpoint: plant.withoutRetryPolicy !== true && retryPolicy.maxRetryCount === -1,
      isOpen: () => this.isOpen,
      run: messages => this.#forward({ partitionId: partition.id, messages }),
      writeCheckpoint: next => this.#writeCheckpoint(partition, next),
    });
    this.pumps.get(partition.id)?.release();
    this.pumps.set(partition.id, pump);
    pump.wake();
  }

  /** As the host does when it is scaled in: what runs comes to its end, but what has failed is not tried again. */
  drain(): void {
    this.#isDraining = true;
    for (const pump of this.pumps.values()) pump.release();
    this.#endWhenDrained();
  }

  runTimer(): void {
    const { scenario } = this.parts;
    const counts = noCounts();
    this.parts.simulation.note(this.name, 'timer starts');
    const run = forwardParkedRecords({
      ports: this.#ports(),
      settings: settingsOf(scenario),
      counts,
      log: this.#log(),
      maxSeconds: timerSeconds,
    });
    this.#during(run).then(
      ({ blobsRemoved }) =>
        this.parts.simulation.note(this.name, `timer done: ${counts.recordsForwarded} sent, ${blobsRemoved} blobs removed`),
      error => this.parts.simulation.note(this.name, `timer fails: ${describe(error)}`),
    );
  }

  async #forward(input: HubMessages): Promise<void> {
    const { invariants, plant, scenario, simulation } = this.parts;
    const counts = noCounts();
    const run: ForwardingRun = {
      ports: this.#ports(),
      settings: settingsOf(scenario),
      sequences: this.#sequences,
      counts,
      log: this.#log(input.partitionId),
    };
    const about = aboutPartition(input.partitionId);
    const first = input.messages[0]?.sequenceNumber;
    simulation.note(this.name, `run of ${input.messages.length} messages from ${first}`, about);
    invariants.runBegan(input);
    try {
      await this.#during((plant.beforeRun?.(input, run) ?? Promise.resolve()).then(() => forwardMessages(input, run)));
      simulation.note(this.name, `run from ${first} done: ${counts.recordsForwarded} forwarded, ${counts.messagesLost} lost`, about);
      invariants.runSucceeded(input);
    } catch (error) {
      simulation.note(this.name, `run from ${first} FAILS: ${describe(error)}`, about);
      throw error;
    }
  }

  async #writeCheckpoint(partition: HubPartition, next: number): Promise<void> {
    const { invariants } = this.parts;
    await this.worker.call({
      operation: `checkpoint ${next}`,
      about: aboutPartition(partition.id),
      apply: () => {
        partition.moveCheckpoint(next);
        invariants.checkpointMoved(partition);
      },
      failure: fault => new Error(`The checkpoint was not written (${fault}).`),
    });
  }

  async #during<T>(work: Promise<T>): Promise<T> {
    this.#runs++;
    this.parts.simulation.releaseMicrotasks();
    try {
      return await work;
    } finally {
      this.#runs--;
      this.#endWhenDrained();
    }
  }

  #endWhenDrained(): void {
    if (this.#isDraining && this.#runs === 0) this.worker.end('shuts down');
  }

  #ports(): ForwarderPorts {
    const { invariants, plant, services } = this.parts;
    const { clock, randomness } = this.worker;
    const ports: ForwarderPorts = {
      // Beneath a planted bug: the invariants see what is sent, and what the bug was answered.
      stream: invariants.watchStream(services.streamOf(this.worker)),
      parking: this.#countReadings(services.parkingOf(this.worker)),
      sequenceNumbers: services.sequenceNumbersOf(this.worker),
      clock,
      randomness,
      breathe: () => clock.sleep(1),
    };
    return plant.ports?.(ports) ?? ports;
  }

  #countReadings(parking: ParkingPlace): ParkingPlace {
    const { ledger } = this.parts;
    return {
      put: records => parking.put(records),
      list: folder => parking.list(folder),
      remove: name => parking.remove(name),
      read: async name => {
        const records = await parking.read(name);
        if (records !== undefined) ledger.givenAgain(records);
        return records;
      },
    };
  }

  #log(partitionId?: string): RunLog {
    const { invariants, simulation } = this.parts;
    const note = (message: string) => simulation.note(this.name, `logs: ${message}`);
    const emit: RunLog['emit'] = ({ MessagesLost = 0 }) => {
      if (partitionId !== undefined) invariants.lossCounted(partitionId, MessagesLost);
    };
    return { info: note, warn: note, error: note, emit };
  }
}

export const settingsOf = ({ settings, subscriptionIds }: Pick<Scenario, 'settings' | 'subscriptionIds'>): ForwarderSettings => ({
  subscriptionIds,
  maxConcurrentRequests: settings.maxConcurrentRequests,
  deliveryTimeoutSeconds: settings.deliveryTimeoutSeconds,
});

const describe = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
