import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { UnreadableInputError, UnsupportedInputError } from './input-error';

const chunkBytes = 1024 * 1024;
const headBytes = 8;

/**
 * A file's bytes, piece by piece: unpacked where they are gzip (by content, whatever the name), without a byte order mark.
 *
 * @param acceptedForms what the caller reads, for an error's message. @default the forms of activity log records
 * @throws {UnreadableInputError} when it cannot be read
 * @throws {UnsupportedInputError} when its first bytes are those of another format
 */
export async function* inputChunks(path: string, acceptedForms?: string): AsyncGenerator<Buffer> {
  const head = await readHead(path);
  const finding = formats.find(({ magic }) => head.subarray(0, magic.length).equals(magic))?.finding;
  if (finding !== undefined) throw new UnsupportedInputError(path, finding, acceptedForms);
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const unpacked = isGzip ? file.on('error', error => unpacked.destroy(error)).pipe(createGunzip({ chunkSize: chunkBytes })) : file;
  let first = true;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      yield first && startsWith(chunk, byteOrderMark) ? chunk.subarray(byteOrderMark.length) : chunk;
      first = false;
    }
  } catch (error) {
    throw new UnreadableInputError(path, `${isGzip ? 'is damaged gzip' : 'cannot be read'} (${(error as Error).message}).`, {
      cause: error,
    });
  } finally {
    file.destroy();
  }
}

async function readHead(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      if (!(await file.stat()).isFile())
        throw new UnreadableInputError(path, 'is no file. Name the files themselves: a pipe cannot be read twice.');
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UnreadableInputError) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UnreadableInputError(path, missing ? 'there is no such file.' : `cannot be read (${(error as Error).message}).`, {
      cause: error,
    });
  }
}

const startsWith = (bytes: Buffer, beginning: Buffer): boolean => bytes.subarray(0, beginning.length).equals(beginning);

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

const formats: readonly { readonly magic: Buffer; readonly finding: string }[] = [
  { magic: Buffer.from('PK'), finding: 'is a zip archive or an Excel workbook' },
  { magic: Buffer.from('PAR1'), finding: 'is a Parquet file' },
  { magic: Buffer.from('Obj\x01'), finding: 'is an Avro file, as Event Hubs Capture writes it' },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), finding: 'is packed with zstd' },
  { magic: Buffer.from('BZh'), finding: 'is packed with bzip2' },
  { magic: Buffer.from([0xff, 0xfe]), finding: 'is text in UTF-16' },
  { magic: Buffer.from([0xfe, 0xff]), finding: 'is text in UTF-16' },
];
