import { randomUUID } from 'node:crypto';
import { type Clock, fullJitterMilliseconds, systemClock, systemRandomness } from '@audit-bridge/backoff';
import { type KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { StreamRefusedRecordsError } from './errors';
import type { ReplayStream } from './replay';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html: 500 records and 10 MiB a request; half of the bytes leaves room for the keys. */
const maxRows = 500;
const maxRequestBytes = 5 * 1024 * 1024;
const maxAttempts = 8;
const backoff = { baseMilliseconds: 200, maxMilliseconds: 10_000 };

/** Puts records onto a Kinesis stream, and sends only those again that it did not take. */
export class KinesisRecordStream implements ReplayStream {
  constructor(
    private readonly kinesis: KinesisClient,
    private readonly streamName: string,
    private readonly clock: Clock = systemClock,
  ) {}

  async put(records: readonly Buffer[]): Promise<void> {
    for (const batch of batchesOf(records)) {
      await this.#putBatch(batch.map(bytes => ({ Data: bytes, PartitionKey: randomUUID() })));
    }
  }

  async #putBatch(rows: readonly PutRecordsRequestEntry[]): Promise<void> {
    let waiting = rows;
    let errorCode = 'none';
    for (let attempt = 1; attempt <= maxAttempts && waiting.length > 0; attempt++) {
      if (attempt > 1) await this.clock.sleep(fullJitterMilliseconds(attempt - 1, backoff, systemRandomness));
      const { Records = [] } = await this.kinesis.send(new PutRecordsCommand({ StreamName: this.streamName, Records: [...waiting] }));
      errorCode = Records.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorCode ?? errorCode;
      // A row without a sequence number was not taken, whatever else the answer says of it.
      waiting = waiting.filter((_, index) => Records[index]?.SequenceNumber === undefined);
    }
    if (waiting.length > 0) throw new StreamRefusedRecordsError(this.streamName, waiting.length, errorCode);
  }
}

function* batchesOf(records: readonly Buffer[]): Generator<readonly Buffer[]> {
  let batch: Buffer[] = [];
  let batchBytes = 0;
  for (const record of records) {
    if (batch.length === maxRows || (batch.length > 0 && batchBytes + record.length > maxRequestBytes)) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(record);
    batchBytes += record.length;
  }
  if (batch.length > 0) yield batch;
}
