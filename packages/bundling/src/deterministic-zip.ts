import { crc32 } from 'node:zlib';
import { deflateRaw } from 'pako';

interface Entry {
  readonly name: Buffer;
  readonly compressed: Uint8Array;
  /** What the local header and the central directory both say. */
  readonly fields: Buffer;
  /** Of the local header. */
  readonly offset: number;
}

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const localHeaderSignature = 0x04034b50;
const centralHeaderSignature = 0x02014b50;
const endSignature = 0x06054b50;
const deflated = 8;
const version = 20;
const unix = 3;
/** 1980-01-01, the format's first day; the format knows no time zone. */
const modifiedDay = (1 << 5) | 1;
/** A regular file, `-rw-r--r--`: Lambda refuses to start a file that others cannot read. */
const fileMode = 0o100644;

/**
 * Zips files so that equal contents give equal bytes on any machine: sorted entries, fixed time, fixed permissions.
 *
 * Compressed by zlib's algorithm in JavaScript: Node's own zlib gives other bytes on another architecture or version, and fflate's are 3 % more.
 */
export function deterministicZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Entry[] = [];
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const [path, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const name = Buffer.from(path);
    const compressed = deflateRaw(content, { level: 9, memLevel: 9 });
    const fields = sharedFields(name, content, compressed);
    entries.push({ name, compressed, fields, offset });
    const local = [uint32(localHeaderSignature), fields, name, compressed];
    pieces.push(...local);
    offset += byteLength(local);
  }
  const directory = entries.flatMap(centralHeader);
  return Buffer.concat([...pieces, ...directory, endOfDirectory(entries.length, byteLength(directory), offset)]);
}

function sharedFields(name: Buffer, content: Uint8Array, compressed: Uint8Array): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(deflated, 4);
  fields.writeUInt16LE(modifiedDay, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(compressed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function centralHeader({ name, fields, offset }: Entry): Buffer[] {
  const madeBy = Buffer.from([version, unix]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(fileMode * 2 ** 16, 6);
  rest.writeUInt32LE(offset, 10);
  return [uint32(centralHeaderSignature), madeBy, fields, rest, name];
}

function endOfDirectory(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function byteLength(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
