import type { RecordText } from './record-text';

/** Records that one request carries. */
export interface RecordChunk {
  readonly records: readonly RecordText[];
  /** Of the body: the records, the commas between them and the brackets. */
  readonly bytes: number;
}

const emptyArrayBytes = 2;
const commaBytes = 1;

/** Each record stands in one chunk, in the order given; a chunk is as full as its limit allows. No record may be larger than a body alone. */
export function* cutChunks(records: Iterable<RecordText>, maxBodyBytes: number): Generator<RecordChunk, void> {
  let taken: RecordText[] = [];
  let bytes = emptyArrayBytes;
  for (const record of records) {
    const more = record.bytes + (taken.length === 0 ? 0 : commaBytes);
    if (taken.length > 0 && bytes + more > maxBodyBytes) {
      yield { records: taken, bytes };
      taken = [];
      bytes = emptyArrayBytes + record.bytes;
    } else bytes += more;
    taken.push(record);
  }
  if (taken.length > 0) yield { records: taken, bytes };
}

/** For a chunk that the service calls too large all the same; it has two records at least. */
export function halve({ records }: RecordChunk): readonly RecordChunk[] {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map(half => ({ records: half, bytes: bytesOf(half) }));
}

/** A JSON array in UTF-8. */
export const bodyOf = ({ records }: RecordChunk): Buffer => Buffer.from(`[${records.map(({ json }) => json).join(',')}]`);

const bytesOf = (records: readonly RecordText[]) =>
  records.reduce((sum, { bytes }) => sum + bytes, emptyArrayBytes + commaBytes * (records.length - 1));
