import { formatHint } from '@audit-bridge/activity-log-blobs';
import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { SqsHintQueue } from '@audit-bridge/activity-log-blobs/sqs-hint-queue';
import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import { S3FailurePlace } from '@audit-bridge/failed-events';
import { defineAuditEventsContract, type NextFault } from '../../../functions/activity-log-processor/test/contract/audit-events-contract';
import { defineBlobContainerContract } from '../../../packages/activity-log-blobs/test/contract/blob-container-contract';
import { defineBlobStatesContract } from '../../../packages/activity-log-blobs/test/contract/blob-states-contract';
import { defineHintQueueContract } from '../../../packages/activity-log-blobs/test/contract/hint-queue-contract';
import { defineFailurePlaceContract } from '../../../packages/failed-events/test/contract/failure-place-contract';
import { AppendBlobs } from '../services/append-blobs';
import { auditEventsPort } from '../services/audit-events-port';
import { blobContainerPort } from '../services/blob-container-port';
import { simulatedDynamoDb } from '../services/dynamodb-client';
import { FailedEventsStore, simulatedFailurePlaceClients } from '../services/failure-place-clients';
import { FifoQueue } from '../services/fifo-queue';
import { simulatedHintSqs } from '../services/hint-queue-client';
import { IntegrationChannel, requestRefused } from '../services/integration-channel';
import { ItemTable } from '../services/item-table';
import { type CallDescription, type Caller, immediateCalls } from '../simulator/call';

let now = Date.parse('2026-11-20T10:00:00Z');
const clock = {
  now: () => now,
  sleep: async (milliseconds: number) => {
    now += milliseconds;
  },
};
const randomness = () => 0.5;

defineBlobContainerContract('simulated', async () => {
  const blobs = new AppendBlobs(clock.now);
  return {
    container: blobContainerPort(blobs, immediateCalls),
    create: async path => void blobs.replace(path, Buffer.alloc(0), false),
    append: async (path, bytes) => void blobs.append(path, bytes),
    remove: async path => blobs.delete(path),
  };
});

defineBlobStatesContract('simulated DynamoDB', async () => {
  const table = new ItemTable(clock.now, {
    partitionKey: stateTable.partitionKey,
    index: stateTable.openBlobsIndex,
    indexLagMilliseconds: () => 1_000,
  });
  const client = simulatedDynamoDb(table, immediateCalls);
  return {
    states: new DynamoDbBlobStates({ client, tableName: 'states', stateTtlDays: 90, clock, randomness }),
    settle: () => clock.sleep(1_000),
  };
});

defineHintQueueContract(
  'simulated SQS',
  async () => {
    const queue = new FifoQueue<string>(clock.now, { maxReceiveCount: 10 });
    return {
      hints: new SqsHintQueue({ client: simulatedHintSqs(queue, immediateCalls), queueUrl: 'https://queue', clock, randomness }),
      receive: async visibilityTimeoutSeconds => {
        const delivery = queue.receive(visibilityTimeoutSeconds * 1000);
        return delivery === undefined ? [] : [delivery];
      },
      delete: async receipt => void queue.delete(receipt),
      advance: clock.sleep,
    };
  },
  { time: 'virtual' },
);

defineFailurePlaceContract('simulated S3 and SQS', async () => {
  const store = new FailedEventsStore();
  const broken = new Set<string>();
  const caller: Caller = {
    ...immediateCalls,
    call: async ({ apply, failure, operation }) => {
      if (broken.has(operation.includes('point') ? 'pointers' : 'objects')) throw failure('server error');
      return apply();
    },
  };
  return {
    place: new S3FailurePlace({ ...simulatedFailurePlaceClients(store, caller), bucket: 'failed', queueUrl: 'https://failed', clock }),
    readRecords: async () => store.records(),
    breakDown: async part => void broken.add(part),
  };
});

defineAuditEventsContract('simulated channel', async () => {
  const acceptedIds: string[] = [];
  const nothing = () => undefined;
  const channel = new IntegrationChannel({ refuses: nothing, invalidates: nothing }, ({ id }) => acceptedIds.push(id));
  let next: NextFault | undefined;
  const caller: Caller = {
    ...immediateCalls,
    call: async <T>({ apply, failure }: CallDescription<T>) => {
      if (next?.kind === 'request') return requestRefused(next.status, next.errorCode) as T;
      const answer = apply();
      if (next?.kind === 'lost-answer') throw failure('timed out');
      return answer;
    },
  };
  const port = auditEventsPort(channel, caller, {
    limits: { maxEvents: 100, maxBytes: 1_000_000 - '{"auditEvents":[]}'.length },
    failureOf: ({ id }) => (next?.kind === 'entries' && next.ids.includes(id) ? { errorCode: next.errorCode, isTaken: false } : undefined),
  });
  const put: typeof port.put = batch =>
    port.put(batch).finally(() => {
      next = undefined;
    });
  return {
    events: { ...port, put },
    acceptedIds: () => acceptedIds,
    failNext: fault => {
      next = fault;
    },
  };
});

describe('FifoQueue', () => {
  const queueOf = () => new FifoQueue<string>(clock.now, { maxReceiveCount: 2 });
  const body = formatHint({ path: 'p', etag: 'e', committedOffset: 0, continuation: 0 });

  it('gives a message to the dead-letter queue once it was received too often, and its group goes on', async () => {
    const queue = queueOf();
    queue.send(body, 'group', 'first');
    queue.send('behind', 'group', 'second');
    for (let receive = 1; receive <= 2; receive++) {
      expect(queue.receive(1_000)).toMatchObject({ body, receiveCount: receive });
      await clock.sleep(1_000);
    }
    expect(queue.receive(1_000)?.body).toBe('behind');
    expect(queue.deadLetters).toEqual([body]);
  });

  it('refuses the receipt of a lease that was lost', async () => {
    const queue = queueOf();
    queue.send(body, 'group', 'first');
    const lost = queue.receive(1_000)?.receipt ?? '';
    await clock.sleep(1_000);
    const held = queue.receive(1_000)?.receipt ?? '';
    expect(queue.delete(lost)).toBe(false);
    expect(queue.changeVisibility(lost, 0)).toBe(false);
    expect(queue.delete(held)).toBe(true);
  });
});
