import { type FailedRecord, readFailedRecords, readFailedRecordsPointer } from '@audit-bridge/failed-events';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Caller, callAsSdk } from '../simulator/call';
import { $metadata, UnknownCommandError } from './sdk-answers';

/** The bucket and the queue of failed events. */
export class FailedEventsStore {
  readonly objects = new Map<string, Buffer>();
  readonly messages: string[] = [];

  /** @param onPointed learns of the records that a message of the failed-events queue leads to */
  constructor(private readonly onPointed: (records: readonly FailedRecord[]) => void = () => undefined) {}

  point(message: string): void {
    this.messages.push(message);
    this.onPointed(this.#recordsOf(readFailedRecordsPointer(message).key));
  }

  /** What somebody finds who follows every message to its object. */
  records(): readonly FailedRecord[] {
    const keys = new Set(this.messages.map(message => readFailedRecordsPointer(message).key));
    return [...keys].flatMap(key => this.#recordsOf(key));
  }

  #recordsOf(key: string): readonly FailedRecord[] {
    return readFailedRecords(this.objects.get(key) ?? Buffer.alloc(0));
  }
}

/** An S3 and an SQS client whose requests reach the store. */
export function simulatedFailurePlaceClients(store: FailedEventsStore, caller: Caller, about?: string): { s3: S3Client; sqs: SQSClient } {
  const putObject = (command: unknown) => {
    if (!(command instanceof PutObjectCommand)) throw new UnknownCommandError(command);
    const { Body, Key = '' } = command.input;
    if (!Buffer.isBuffer(Body)) throw new TypeError('Failed records are written as a buffer.');
    return callAsSdk(caller, {
      operation: `failed events keep ${readFailedRecords(Body)
        .map(record => `${record.reason}@${record.offset}`)
        .join(' ')}`,
      about,
      apply: () => {
        store.objects.set(Key, Body);
        return { $metadata };
      },
    });
  };
  const sendMessage = (command: unknown) => {
    if (!(command instanceof SendMessageCommand)) throw new UnknownCommandError(command);
    return callAsSdk(caller, {
      operation: 'failed events point',
      about,
      apply: () => {
        store.point(command.input.MessageBody ?? '');
        return { $metadata };
      },
    });
  };
  // Our code uses `send` alone.
  return { s3: { send: putObject } as unknown as S3Client, sqs: { send: sendMessage } as unknown as SQSClient };
}
