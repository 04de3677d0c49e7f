import { cutRecords } from '@audit-bridge/activity-log';
import { inputChunks } from './input-chunks';
import { EmptyInputError, InputTooLargeError, UnsupportedInputError } from './input-error';
import { splitIntoLines } from './input-lines';
import { asLines } from './one-line';

/** Beyond this much text without any JSON, a file is taken for something else. */
const maxPreambleBytes = 64 * 1024;
/** A document that spans lines is held in memory as a whole. */
const maxDocumentBytes = 1024 * 1024 * 1024;

/**
 * A file's records, each as one line with its own bytes. JSON lines stream; a document that spans lines is read as a whole.
 * What cannot be told apart as a record comes out as a line too, for the pipeline to refuse: nothing is dropped.
 *
 * @throws {InputError} when the file holds no records at all
 */
export async function* inputRecords(path: string): AsyncGenerator<Buffer> {
  const lines = splitIntoLines(inputChunks(path));
  try {
    const { preamble, first } = await untilJson(path, lines);
    yield* preamble;
    const cut = cutRecords(first);
    if ('malformed' in cut) {
      yield* documentRecords(await wholeDocument(path, first, lines));
      return;
    }
    yield* cut.records;
    for await (const line of lines) yield* lineRecords(line);
  } finally {
    await lines.return(undefined);
  }
}

/** The first line that begins with a bracket or a brace, and the lines before it. */
async function untilJson(path: string, lines: AsyncIterator<Buffer>): Promise<{ preamble: readonly Buffer[]; first: Buffer }> {
  const preamble: Buffer[] = [];
  let preambleBytes = 0;
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    const line: Buffer = next.value;
    if (/^\s*[[{]/.test(line.toString('latin1', 0, 1024))) return { preamble, first: line };
    if (isBlank(line)) continue;
    preamble.push(line);
    preambleBytes += line.length;
    if (preambleBytes > maxPreambleBytes) break;
  }
  if (preamble.length === 0) throw new EmptyInputError(path);
  if (preamble.some(line => line.includes(0))) throw new UnsupportedInputError(path, 'holds binary data');
  throw new UnsupportedInputError(path, looksLikeTable(preamble[0]) ? 'looks like CSV' : 'holds no JSON');
}

const isBlank = (line: Buffer): boolean => line.toString('latin1').trim() === '';

/** Two separators in the first line: the headings of a table. */
const looksLikeTable = (line: Buffer | undefined): boolean => /([,;\t])[^{}]*\1/.test(line?.toString() ?? '');

/** A line of JSON lines may itself be a message of many records. */
function lineRecords(line: Buffer): readonly Buffer[] {
  const cut = cutRecords(line);
  return 'malformed' in cut ? [line] : cut.records;
}

async function wholeDocument(path: string, first: Buffer, lines: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces = [first];
  let bytes = first.length;
  for await (const line of lines) {
    pieces.push(Buffer.from('\n'), line);
    bytes += line.length + 1;
    if (bytes > maxDocumentBytes) {
      throw new InputTooLargeError(
        path,
        `is one JSON document of more than ${maxDocumentBytes} bytes. Write it as JSON lines first, one record a line.`,
      );
    }
  }
  return Buffer.concat(pieces);
}

function documentRecords(document: Buffer): readonly Buffer[] {
  const cut = cutRecords(document);
  return 'malformed' in cut ? asLines(document) : cut.records.flatMap(asLines);
}
