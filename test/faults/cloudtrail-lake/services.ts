import { createHash } from 'node:crypto';
import type { BlobContainer, BlobHint, BlobState, BlobStates, HintQueue } from '@audit-bridge/activity-log-blobs';
import { parseHint } from '@audit-bridge/activity-log-blobs';
import { blobKeyPrefix, readBlobState } from '@audit-bridge/activity-log-blobs/blob-state-item';
import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { SqsHintQueue } from '@audit-bridge/activity-log-blobs/sqs-hint-queue';
import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import type { AuditEvents } from '@audit-bridge/activity-log-processor/audit-events';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import { type FailedRecord, type FailurePlace, S3FailurePlace } from '@audit-bridge/failed-events';
import { AppendBlobs } from '../services/append-blobs';
import { auditEventsPort } from '../services/audit-events-port';
import { blobContainerPort } from '../services/blob-container-port';
import { simulatedDynamoDb } from '../services/dynamodb-client';
import { FailedEventsStore, simulatedFailurePlaceClients } from '../services/failure-place-clients';
import { FifoQueue } from '../services/fifo-queue';
import { simulatedHintSqs } from '../services/hint-queue-client';
import { IntegrationChannel } from '../services/integration-channel';
import { ItemTable } from '../services/item-table';
import type { Simulation } from '../simulator/simulation';
import type { Worker } from '../simulator/worker';
import type { Scenario } from './scenario';

/** Told of what the services take, as they take it. */
export interface ServiceObserver {
  accepted(event: PreparedEvent): void;
  kept(records: readonly FailedRecord[]): void;
  swallowed(hint: BlobHint, earlier: BlobHint): void;
  stateWritten(path: string, before: BlobState | undefined, after: BlobState, isOpen: boolean): void;
}

/** The ports of one worker. */
export interface WorkerPorts {
  readonly container: BlobContainer;
  readonly states: BlobStates;
  readonly hints: HintQueue;
}

/** Everything outside the functions: lives through all crashes. */
export class PipelineServices {
  readonly blobs: AppendBlobs;
  readonly table: ItemTable;
  readonly queue: FifoQueue<string>;
  readonly channel: IntegrationChannel;
  readonly failedEvents: FailedEventsStore;

  constructor(simulation: Simulation, { settings }: Scenario, observer: ServiceObserver) {
    const now = () => simulation.now;
    const random = simulation.random.fork();
    this.blobs = new AppendBlobs(now);
    this.table = new ItemTable(now, {
      partitionKey: stateTable.partitionKey,
      index: stateTable.openBlobsIndex,
      indexLagMilliseconds: () => Math.floor(random.next() * settings.indexLagMilliseconds),
      onWrite: (key, before, after) => {
        if (!key.startsWith(blobKeyPrefix)) return;
        const path = key.slice(blobKeyPrefix.length);
        observer.stateWritten(
          path,
          before && readBlobState(path, before),
          readBlobState(path, after),
          after.openSubscription !== undefined,
        );
      },
    });
    this.queue = new FifoQueue(now, {
      maxReceiveCount: settings.maxReceiveCount,
      onSwallowed: (body, earlier) => observer.swallowed(parseHint(body), parseHint(earlier)),
    });
    this.channel = new IntegrationChannel({ refuses: refusedInside, invalidates: invalidityOf }, event => observer.accepted(event));
    this.failedEvents = new FailedEventsStore(records => observer.kept(records));
  }

  portsOf(worker: Worker, deduplicationId?: (hint: BlobHint) => string): WorkerPorts {
    const { clock, randomness } = worker;
    return {
      container: blobContainerPort(this.blobs, worker),
      states: new DynamoDbBlobStates({
        client: simulatedDynamoDb(this.table, worker),
        tableName: 'states',
        stateTtlDays: 120,
        clock,
        randomness,
      }),
      hints: new SqsHintQueue({
        client: simulatedHintSqs(this.queue, worker, deduplicationId),
        queueUrl: 'https://hints.fifo',
        clock,
        randomness,
      }),
    };
  }

  eventsOf(worker: Worker, about: string): AuditEvents {
    const failureOf = () => (worker.entryFails() ? pickFailure(worker.randomness()) : undefined);
    return auditEventsPort(this.channel, worker, { about, failureOf, limits: simulatedLimits });
  }

  failuresOf(worker: Worker, about: string): FailurePlace {
    const clients = simulatedFailurePlaceClients(this.failedEvents, worker, about);
    return new S3FailurePlace({ ...clients, bucket: 'failed-events', queueUrl: 'https://failed', clock: worker.clock });
  }

  stateOf(path: string): BlobState | undefined {
    const item = this.table.get(blobKeyPrefix + path);
    return item && readBlobState(path, item);
  }

  knownOf(path: string): { readonly seenEtag: string | undefined; readonly isCommitted: boolean } {
    const item = this.table.get(blobKeyPrefix + path);
    return { seenEtag: item?.seenEtag?.S, isCommitted: item?.createdOn !== undefined };
  }

  /** Paths of the blobs that the index would show if it did not lag. */
  openPaths(): string[] {
    return this.#blobItems().flatMap(([key, item]) => (item.openSubscription === undefined ? [] : [key.slice(blobKeyPrefix.length)]));
  }

  waitingHints(): BlobHint[] {
    return this.queue.bodies().map(parseHint);
  }

  #blobItems() {
    return [...this.table.entries()].filter(([key]) => key.startsWith(blobKeyPrefix));
  }
}

/** Small, so that a few hundred records make many requests (CloudTrail Lake takes 100 events and 1 MB). */
const simulatedLimits = { maxEvents: 10, maxBytes: 256 * 1024 } as const;

const pickFailure = (draw: number) =>
  draw < 0.7 ? { errorCode: 'Throttling', isTaken: false } : { errorCode: 'InternalFailure', isTaken: draw < 0.85 };

/** The code with which the destination refuses an event for good; the event's id decides. */
export const refusalOf = (event: EventId): string | undefined => refusedInside(event) ?? invalidityOf(event);

type EventId = Pick<PreparedEvent, 'id'>;
const refusedInside = ({ id }: EventId) => (firstByte(id) < 3 ? 'FieldTooLong' : undefined);
/** Makes the whole request invalid that it stands in. */
const invalidityOf = ({ id }: EventId) => (firstByte(id) === 3 ? 'ValidationException' : undefined);
const firstByte = (id: string) => createHash('sha1').update(id).digest().readUInt8();
