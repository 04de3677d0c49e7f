import { AzureSequenceNumbers } from '@audit-bridge/activity-log-forwarder/azure-sequence-numbers';
import type { SequenceNumbers } from '@audit-bridge/activity-log-forwarder/sequence-numbers';
import type { ParkingPlace } from '@audit-bridge/parked-records';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import type { RecordStream } from '@audit-bridge/record-stream';
import { KinesisRecordStream } from '@audit-bridge/record-stream/kinesis-record-stream';
import { BlockBlobs, blobError } from '../services/block-blobs';
import { simulatedContainerClient } from '../services/container-client';
import { HubPartition } from '../services/event-hub';
import { simulatedKinesis } from '../services/kinesis-client';
import { KinesisStream, type RowFailure, ServiceError } from '../services/kinesis-stream';
import type { Simulation } from '../simulator/simulation';
import type { Worker } from '../simulator/worker';
import type { Invariants } from './invariants';
import { invalidates, type Outage, type Scenario } from './scenario';

export const undeliveredFolder = 'undelivered/';
const parkedFolders = /^(?:undelivered|refused)\//;

/** Everything outside the function: lives through all crashes. */
export class PipelineServices {
  readonly partitions: ReadonlyMap<string, HubPartition>;
  readonly stream: KinesisStream;
  readonly container: BlockBlobs;

  constructor(
    private readonly simulation: Simulation,
    private readonly scenario: Scenario,
    invariants: Invariants,
  ) {
    const now = () => simulation.now;
    this.partitions = new Map(scenario.partitionIds.map(id => [id, new HubPartition(id, now)]));
    this.stream = new KinesisStream(
      scenario.settings.limits,
      ({ Data }) => invalidates(Data),
      bytes => invariants.taken(bytes),
    );
    this.container = new BlockBlobs(now, {
      onPut: blob => parkedFolders.test(blob.name) && invariants.kept(blob),
      onDelete: blob => parkedFolders.test(blob.name) && invariants.removed(blob),
    });
  }

  /** The client of a process: it knows Kinesis's limits, of which the scenario's are a smaller copy. */
  streamOf(worker: Worker): RecordStream {
    const { limits } = this.scenario.settings;
    const outage = () => this.#outage(this.scenario.streamOutages);
    const client = simulatedKinesis(this.stream, worker, {
      // Some outages are the service's, others are shards that refuse row by row.
      refusesAll: () => (outage()?.isWhole ? new ServiceError('ServiceUnavailable', 503) : undefined),
      failureOf: () => (outage() !== undefined ? throttled : worker.entryFails() ? pickFailure(worker.randomness()) : undefined),
    });
    const stream = new KinesisRecordStream({ connect: () => client, streamName: 'activity-log' });
    return { limits, put: rows => stream.put(rows) };
  }

  parkingOf(worker: Worker): ParkingPlace {
    return new AzureParkingPlace(this.#containerOf(worker));
  }

  sequenceNumbersOf(worker: Worker): SequenceNumbers {
    return new AzureSequenceNumbers(this.#containerOf(worker), 'audit-bridge');
  }

  #containerOf(worker: Worker) {
    const refusal = () => (this.#outage(this.scenario.parkingOutages) === undefined ? undefined : blobError('ServerBusy', 503));
    return simulatedContainerClient(this.container, worker, refusal);
  }

  #outage(outages: readonly Outage[]): { readonly isWhole: boolean } | undefined {
    const elapsed = this.simulation.now - this.scenario.startTime;
    const index = outages.findIndex(({ from, to }) => from <= elapsed && elapsed < to);
    return index === -1 ? undefined : { isWhole: index % 2 === 0 };
  }
}

const throttled: RowFailure = { errorCode: 'ProvisionedThroughputExceededException', isTaken: false };

const pickFailure = (draw: number): RowFailure => (draw < 0.7 ? throttled : { errorCode: 'InternalFailure', isTaken: draw < 0.85 });
