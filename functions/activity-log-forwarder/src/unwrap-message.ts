import { isUtf8 } from 'node:buffer';
import { cutRecords, isJsonObject } from '@audit-bridge/activity-log';

/** One record of a message: a value of strict JSON. */
export interface UnwrappedRecord {
  /** The record's own bytes, a view of the message: never reprinted, because the lake's id is made from them. */
  readonly bytes: Buffer;
  readonly text: string;
  readonly value: unknown;
}

/** All of a message, or nothing of it: where one part is no JSON, the ends of the others cannot be trusted. */
export type UnwrapOutcome =
  | { readonly kind: 'records'; readonly records: readonly UnwrappedRecord[] }
  /** @param message never holds a part of the body */
  | { readonly kind: 'malformed'; readonly message: string };

/**
 * Takes the records out of a message: `{"records":[...]}` as Azure Monitor sends it, a list, one record. The whole message must be strict JSON in
 * UTF-8, and parser and scanner must find the same records in it.
 *
 * | message | outcome |
 * |---|---|
 * | no UTF-8, no JSON, JSON lines, empty or only white space | malformed |
 * | `{"records":[]}`, `[]` | no records: nothing to do |
 * | text, numbers, null, lists within `records` | records, for the caller to refuse one by one |
 * | `records` twice, or spelled with an escape | malformed: parsers differ about it |
 * | a byte order mark in front | is left off |
 */
export function unwrapMessage(message: Buffer): UnwrapOutcome {
  if (!isUtf8(message)) return malformed('The message is no UTF-8.');
  const cut = cutRecords(message);
  if ('malformed' in cut) return malformed('The message holds no complete JSON value.');
  try {
    const records = cut.records.map(parseRecord);
    return hasExactly(records, message) ? { kind: 'records', records } : malformed('Its records cannot be told apart for sure.');
  } catch {
    // Without the parser's message: it quotes the record.
    return malformed('The message is no strict JSON.');
  }
}

/**
 * @param bytes UTF-8
 * @throws {SyntaxError}
 */
export function parseRecord(bytes: Buffer): UnwrappedRecord {
  const text = bytes.toString();
  return { bytes, text, value: JSON.parse(text) };
}

/**
 * Whether the message is JSON and holds these records and no others. What stands around the records is parsed with their numbers in their places:
 * the message is JSON exactly when that is, and each record by itself; so nothing is parsed twice, and a value belongs to its bytes for sure.
 *
 * @throws {SyntaxError}
 */
function hasExactly(records: readonly UnwrappedRecord[], message: Buffer): boolean {
  const found = listed(JSON.parse(aroundRecords(records, message)));
  return (
    found.length === records.length &&
    // A record that the parser, but not the scanner, takes for an envelope has its keys escaped.
    found.every(({ isEnclosed, value }, index) => value === index && (isEnclosed || enclosedLists(records[index]?.value) === undefined))
  );
}

const byteOrderMark = '\ufeff';

function aroundRecords(records: readonly UnwrappedRecord[], message: Buffer): string {
  let around = '';
  let position = 0;
  for (const [index, { bytes }] of records.entries()) {
    const start = bytes.byteOffset - message.byteOffset;
    around += `${message.toString('utf8', position, start)}${index}`;
    position = start + bytes.length;
  }
  around += message.toString('utf8', position);
  return around.startsWith(byteOrderMark) ? around.slice(1) : around;
}

interface ListedValue {
  readonly value: unknown;
  /** It stands in an envelope's list. */
  readonly isEnclosed: boolean;
}

/** What the parser finds by the scanner's rule. */
function listed(message: unknown): readonly ListedValue[] {
  const values: readonly unknown[] = Array.isArray(message) ? message : [message];
  return values.flatMap<ListedValue>(
    value => enclosedLists(value)?.map(enclosed => ({ value: enclosed, isEnclosed: true })) ?? [{ value, isEnclosed: false }],
  );
}

/** The lists of an envelope; undefined for what is none. */
function enclosedLists(value: unknown): readonly unknown[] | undefined {
  if (!isJsonObject(value) || Object.hasOwn(value, 'operationName')) return undefined;
  const lists = Object.keys(value).flatMap(key => (key === 'records' || key === 'value' ? [value[key]] : []));
  const enclosed = lists.filter(Array.isArray);
  return enclosed.length === 0 ? undefined : enclosed.flat(1);
}

function malformed(message: string): UnwrapOutcome {
  return { kind: 'malformed', message };
}
