import type { HubMessage } from '@audit-bridge/activity-log-forwarder/hub-message';
import { type ParkedRecord, type ParkingReason, readParkedRecords } from '@audit-bridge/parked-records';
import type { StoredBlob } from '../services/block-blobs';
import type { Fate, MessageTruth } from './hub-traffic';

/** All places that have the same bytes: the stream's rows do not say which place they are from. */
export interface RecordLife {
  readonly fate: Fate;
  /** Rows of it that the stream has taken, whether or not anybody heard of it. */
  taken: number;
  /** Times that a run has begun to send it. */
  sendings: number;
  /** Answers that did not say whether it was taken. */
  doubts: number;
  /** Times that a run was given it, by the hub or by a parked blob. */
  readings: number;
}

/** A record at its place in the hub, or a message as a whole. */
export interface Place {
  readonly key: string;
  readonly fate: Fate;
  readonly bytes: Buffer;
  readonly record: RecordLife | undefined;
  /** Every reason with which it was ever kept. */
  readonly keptAs: Set<ParkingReason>;
  /** Names of the blobs that hold it now. */
  readonly heldBy: Map<string, ParkingReason>;
}

export interface MessageLife {
  readonly partitionId: string;
  readonly message: HubMessage;
  readonly places: readonly Place[];
  /** A run that had it succeeded. */
  isDone: boolean;
}

/** What came in, what the stream took and what was parked: says of each record whether it is accounted for, and of each row and blob whether it is genuine. */
export class Ledger {
  readonly messages: MessageLife[] = [];
  readonly #messages = new Map<string, MessageLife>();
  readonly #records = new Map<string, RecordLife>();
  /** A row is sent again as the same buffer, dozens of times while the stream is away. */
  readonly #recordsByBuffer = new WeakMap<Buffer, RecordLife>();
  rowsTaken = 0;

  arrived(partitionId: string, message: HubMessage, truth: MessageTruth): void {
    const key = `${partitionId}/${message.sequenceNumber}`;
    const places = truth.records?.map(({ bytes, fate }, position) => this.#place(`${key}/${position}`, bytes, fate)) ?? [
      this.#place(`${key}/whole`, message.bytes, 'MalformedMessage'),
    ];
    const life = { partitionId, message, places, isDone: false };
    this.messages.push(life);
    this.#messages.set(key, life);
  }

  messageOf(partitionId: string, sequenceNumber: number): MessageLife | undefined {
    return this.#messages.get(`${partitionId}/${sequenceNumber}`);
  }

  recordOf(bytes: Buffer): RecordLife | undefined {
    const known = this.#recordsByBuffer.get(bytes);
    if (known !== undefined) return known;
    const record = this.#records.get(bytes.toString('latin1'));
    if (record !== undefined) this.#recordsByBuffer.set(bytes, record);
    return record;
  }

  /** @returns what is wrong with it */
  taken(bytes: Buffer): string | undefined {
    this.rowsTaken++;
    const record = this.recordOf(bytes);
    if (record === undefined) return `the stream took ${bytes.length} bytes that are no record of any message`;
    record.taken++;
    return record.fate === 'deliver' ? undefined : `the stream took a record that had to be refused (${record.fate})`;
  }

  /** @returns what is wrong with it */
  kept(blob: StoredBlob): string[] {
    return readParkedRecords(blob.content).flatMap(record => this.#keptRecord(blob.name, record) ?? []);
  }

  /** @returns what is lost with it */
  removed(blob: StoredBlob): string[] {
    return readParkedRecords(blob.content).flatMap(record => {
      const place = this.#placeOf(record);
      place?.heldBy.delete(blob.name);
      if (place === undefined || place.heldBy.size > 0 || (place.record?.taken ?? 0) > 0) return [];
      return `the blob ${blob.name} was removed, and the record ${place.key} (${place.fate}) is neither in the stream nor parked elsewhere`;
    });
  }

  /** A run has read parked records: it may send each of them once more. */
  givenAgain(records: readonly ParkedRecord[]): void {
    for (const record of records) this.#countReading(this.#placeOf(record));
  }

  given(message: MessageLife): void {
    for (const place of message.places) this.#countReading(place);
  }

  /** @returns undefined when the stream has each record of the message, or it is parked as it must be */
  unsettled(message: MessageLife): string | undefined {
    const open = message.places.find(place => !isSettled(place));
    return open && `the record ${open.key} (${open.fate}) is neither in the stream nor parked`;
  }

  #place(key: string, bytes: Buffer, fate: Fate): Place {
    const text = bytes.toString('latin1');
    const isWhole = fate === 'MalformedMessage';
    const record = isWhole ? undefined : (this.#records.get(text) ?? { fate, taken: 0, sendings: 0, doubts: 0, readings: 0 });
    if (record !== undefined) this.#records.set(text, record);
    return { key, bytes, fate, record, keptAs: new Set(), heldBy: new Map() };
  }

  #placeOf({ partitionId, position, sequenceNumber }: ParkedRecord): Place | undefined {
    const places = this.messageOf(partitionId, sequenceNumber)?.places ?? [];
    return places.find(({ key }) => key.endsWith(`/${position ?? 'whole'}`));
  }

  #keptRecord(name: string, record: ParkedRecord): string | undefined {
    const place = this.#placeOf(record);
    const { message } = this.messageOf(record.partitionId, record.sequenceNumber) ?? {};
    if (place === undefined || message === undefined) return `${name} holds a record of no place in the hub`;
    if (!record.bytes.equals(place.bytes)) return `${name} holds other bytes than stand at ${place.key}`;
    if (record.offset !== message.offset || record.enqueuedAt !== message.enqueuedAt)
      return `${name} says another offset or time than ${place.key} has`;
    // An operator can have sent again whatever was refused before.
    const isRight =
      record.reason === place.fate ||
      (record.reason === 'Undelivered' && (place.fate === 'deliver' || place.fate === 'RefusedByStream' || place.keptAs.has(place.fate)));
    if (!isRight) return `${name} holds ${place.key} as ${record.reason}; it had to be ${place.fate}`;
    place.keptAs.add(record.reason);
    place.heldBy.set(name, record.reason);
    return undefined;
  }

  #countReading(place: Place | undefined): void {
    if (place?.record !== undefined) place.record.readings++;
  }

  records(): Iterable<RecordLife> {
    return this.#records.values();
  }
}

function isSettled({ fate, keptAs, record }: Place): boolean {
  if (fate === 'deliver') return (record?.taken ?? 0) > 0 || keptAs.has('Undelivered');
  return keptAs.has(fate) || (fate === 'RefusedByStream' && keptAs.has('Undelivered'));
}
