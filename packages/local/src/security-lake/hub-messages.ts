import { hash } from 'node:crypto';
import { readRecord, trimRecord } from '@audit-bridge/activity-log';
import type { SourceRecord } from '../records/record-source';

/** One event hub message and the records that it carries. */
export interface HubMessage {
  readonly bytes: Buffer;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly records: readonly CarriedRecord[];
}

export interface CarriedRecord {
  /** Which record of the input it is, from 1. */
  readonly number: number;
  /** Of the record's own bytes, lower-case hex. */
  readonly sha256: string;
}

/** Azure Monitor's messages are of every size; these take turns. */
const recordsPerMessage = [1, 24, 7, 60, 2, 100, 13];
/** Well below what an event hub takes. */
const maxMessageBytes = 256 * 1024;
/** A megabyte with what AMQP puts around it: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const maxHubMessageBytes = 1024 * 1024 - 1024;

/** Whether one takes a record at all, be it in a message of its own. */
export const isRecordSendable = (record: Buffer): boolean => isSendable(inEnvelope([{ bytes: trimRecord(record), number: 1, sha256: '' }]));

const beginning = Buffer.from('{"records":[');
const comma = Buffer.from(',');
const end = Buffer.from(']}');

interface Piece extends CarriedRecord {
  readonly bytes: Buffer;
}

/** Whether an event hub takes a message. */
export const isSendable = ({ bytes }: Pick<HubMessage, 'bytes'>): boolean => bytes.length <= maxHubMessageBytes;

/**
 * Records as Azure Monitor sends them, several in `{"records":[...]}`, each with its own bytes.
 * What would spoil its neighbours goes alone: a record that is nested too deep, and as a message of its own, without the envelope, what is no JSON at all.
 */
export async function* hubMessages(records: AsyncIterable<SourceRecord> | Iterable<SourceRecord>): AsyncGenerator<HubMessage> {
  let pieces: Piece[] = [];
  let pieceBytes = 0;
  let number = 0;
  let messages = 0;
  const take = () => {
    const message = inEnvelope(pieces);
    pieces = [];
    pieceBytes = 0;
    messages += 1;
    return message;
  };
  for await (const record of records) {
    number += 1;
    const bytes = trimRecord(record.bytes);
    const piece: Piece = { number, bytes, sha256: hash('sha256', bytes) };
    const company = companyOf(bytes);
    if (company === 'message') yield { bytes, sha256: piece.sha256, records: [piece] };
    else if (company === 'alone') yield inEnvelope([piece]);
    else {
      if (pieces.length > 0 && pieceBytes + bytes.length > maxMessageBytes) yield take();
      pieces.push(piece);
      pieceBytes += bytes.length;
      if (pieces.length >= (recordsPerMessage[messages % recordsPerMessage.length] ?? 1)) yield take();
    }
  }
  if (pieces.length > 0) yield take();
}

function companyOf(bytes: Buffer): 'message' | 'alone' | 'others' {
  const outcome = readRecord(bytes);
  if (outcome.kind === 'record') return 'others';
  if (outcome.reason === 'MalformedJson' || outcome.reason === 'InvalidUtf8') return 'message';
  return outcome.reason === 'TooDeep' ? 'alone' : 'others';
}

function inEnvelope(pieces: readonly Piece[]): HubMessage {
  const bytes = Buffer.concat([beginning, ...pieces.flatMap((piece, index) => (index === 0 ? [piece.bytes] : [comma, piece.bytes])), end]);
  return { bytes, sha256: hash('sha256', bytes), records: pieces.map(({ number, sha256 }) => ({ number, sha256 })) };
}
