import { type KinesisClient, PutRecordsCommand, type PutRecordsCommandOutput } from '@aws-sdk/client-kinesis';
import type { Caller, CallFault } from '../simulator/call';
import { type KinesisStream, type PutRow, type RowFailure, ServiceError } from './kinesis-stream';
import { $metadata, UnknownCommandError } from './sdk-answers';

export interface KinesisClientSettings {
  /** How a row of a 200 fails this time. */
  readonly failureOf: (row: PutRow) => RowFailure | undefined;
  /** The service's answer to the whole request, while it is away. */
  readonly refusesAll?: () => Error | undefined;
}

/** A Kinesis client that tries once, as the forwarder's does; its requests reach a `KinesisStream`. */
export function simulatedKinesis(
  stream: KinesisStream,
  caller: Caller,
  { failureOf, refusesAll = () => undefined }: KinesisClientSettings,
): KinesisClient {
  const send = (command: unknown): Promise<PutRecordsCommandOutput> => {
    if (!(command instanceof PutRecordsCommand)) throw new UnknownCommandError(command);
    const rows = (command.input.Records ?? []).map(({ Data, PartitionKey }) => ({
      Data: Buffer.isBuffer(Data) ? Data : Buffer.from(Data ?? []),
      PartitionKey: PartitionKey ?? '',
    }));
    return caller.call({
      operation: `stream put ${rows.length}`,
      apply: () => {
        const refusal = refusesAll();
        if (refusal !== undefined) throw refusal;
        const Records = [...stream.putRecords(rows, failureOf)];
        return { Records, FailedRecordCount: Records.filter(({ ErrorCode }) => ErrorCode !== undefined).length, $metadata };
      },
      failure: errorOf,
      describe: ({ FailedRecordCount }) => (FailedRecordCount === 0 ? 'taken' : `${FailedRecordCount} rows failed`),
    });
  };
  // Our code uses `send` alone.
  return { send } as unknown as KinesisClient;
}

const errorsOfFaults: Readonly<Record<CallFault, readonly [name: string, status: number | undefined]>> = {
  throttled: ['LimitExceededException', 400],
  'server error': ['InternalFailure', 500],
  'timed out': ['TimeoutError', undefined],
  reset: ['ECONNRESET', undefined],
  'token expired': ['ExpiredTokenException', 400],
};

const errorOf = (fault: CallFault): Error => new ServiceError(...errorsOfFaults[fault]);
