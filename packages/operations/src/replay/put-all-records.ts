import type { Clock, Randomness } from '@audit-bridge/backoff';
import {
  type DeliveryOutcome,
  deliverRows,
  type RecordStream,
  type Row,
  RowBatches,
  StreamRequestError,
} from '@audit-bridge/record-stream';
import { StreamNotUsableError, StreamRefusedRecordsError } from './errors';

export interface PutSettings {
  readonly stream: RecordStream;
  /** For messages. */
  readonly streamName: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** How long the records of one request are sent again. */
const timeoutSeconds = 60;

/**
 * What an operator has to mend first. The forwarder, which nobody watches, waits for that; a command says it at once.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html#API_PutRecords_Errors
 */
const hopelessErrors = new Set([
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
]);

/**
 * Puts records into the stream, in full requests, one after another. At the first one that is not taken whole, those behind it are not sent.
 *
 * @throws {StreamNotUsableError} at once, when another attempt cannot help
 * @throws {StreamRefusedRecordsError} when the stream does not take a record in time, or not at all
 */
export async function putAllRecords(records: readonly Buffer[], settings: PutSettings): Promise<void> {
  const batches = new RowBatches(settings.stream.limits);
  for (const bytes of records) await putBatch(batches.add({ bytes }), settings);
  await putBatch(batches.close(), settings);
}

async function putBatch(batch: readonly Row[] | undefined, settings: PutSettings): Promise<void> {
  if (batch === undefined) return;
  const { refused, undelivered } = await deliver(batch, settings);
  const [first] = [...refused, ...undelivered];
  if (first === undefined) return;
  const { errorCode } = first;
  const { streamName } = settings;
  throw new StreamRefusedRecordsError({ streamName, errorCode, refused: refused.length, undelivered: undelivered.length, timeoutSeconds });
}

async function deliver(batch: readonly Row[], { streamName, ...settings }: PutSettings): Promise<DeliveryOutcome<Row>> {
  const lastAttemptAt = settings.clock.now() + timeoutSeconds * 1000;
  try {
    return await deliverRows(batch, { ...settings, lastAttemptAt, isHopeless: errorCode => hopelessErrors.has(errorCode) });
  } catch (cause) {
    if (!(cause instanceof StreamRequestError)) throw cause;
    throw new StreamNotUsableError(streamName, cause);
  }
}
