import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateRecords } from '@audit-bridge/sample-records';
import { type ExportShape, exportText } from '@audit-bridge/sample-records/export-text';
import { EmptyInputError, type InputError, UnreadableInputError, UnsupportedInputError } from '../src/input/input-error';
import { inputRecords } from '../src/input/input-records';

const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

const generated = (count: number, unmappable = 0) =>
  [
    ...generateRecords({ seed: 9, count, startTime: '2026-03-02T00:00:00Z', subscriptionIds: ['s1', 's2'], tenantId: 't1', unmappable }),
  ].map(record => record.bytes);

async function read(content: string | Buffer): Promise<string[]> {
  const path = join(folder, 'input');
  writeFileSync(path, content);
  const records: string[] = [];
  for await (const record of inputRecords(path)) records.push(record.toString('latin1'));
  return records;
}

const texts = (records: readonly Buffer[]) => records.map(record => record.toString('latin1'));

describe('inputRecords', () => {
  it.each<ExportShape>(['lines', 'array', 'records', 'rest'])('takes each record out of %s with its own bytes', async shape => {
    const records = generated(400);
    expect(
      await read(
        Buffer.concat([
          ...exportText(
            records.map(bytes => ({ bytes })),
            shape,
          ),
        ]),
      ),
    ).toEqual(texts(records));
  });

  it('unpacks gzip by content, also several members one after another', async () => {
    const records = generated(300);
    const pack = (part: Buffer[]) =>
      gzipSync(
        Buffer.concat([
          ...exportText(
            part.map(bytes => ({ bytes })),
            'lines',
          ),
        ]),
      );
    expect(await read(Buffer.concat([pack(records.slice(0, 100)), pack(records.slice(100))]))).toEqual(texts(records));
  });

  it('keeps damaged lines among JSON lines, one for one', async () => {
    const lines = generated(300, 0.3).filter(line => !line.toString('latin1').startsWith('['));
    const [first = ''] = texts(generated(1));
    const twoInOne = texts(lines).filter(line => !line.includes('}{'));
    expect(await read(Buffer.from([first, ...twoInOne].join('\n'), 'latin1'))).toEqual([first, ...twoInOne]);
  });

  it('takes messages of many records from lines, as hubs are captured', async () => {
    expect(await read('{"records":[{"a":1},{"a":2}]}\n{"records":[{"a":3}]}\n')).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
  });

  it('keeps the numbers, the spelling and the repeated keys of a record on one line', async () => {
    const record = '{ "n" : 12345678901234567890,\t"n":1.10, "t": "\\u00e9" }';
    expect(await read(`${record}\r\n[${record}]\n`)).toEqual([record, record]);
  });

  it('makes a pretty-printed record one line without touching its strings', async () => {
    const pretty = '{\r\n  "a": "two  blanks, a \\" quote, \\\\",\n\t"b": [\n1.10 ,\n 2 ]\n}';
    expect(await read(`\ufeff${pretty}\n`)).toEqual(['{"a":"two  blanks, a \\" quote, \\\\","b":[1.10,2]}']);
    expect(await read(`{"value": [\n${pretty},\n${pretty}\n], "nextLink": "x"}`)).toHaveLength(2);
    expect(await read(`${pretty}\n${pretty}\n`)).toHaveLength(2);
  });

  it('gives out a document that breaks off as lines, for the pipeline to refuse', async () => {
    expect(await read('{"records": [\n{"a": 1},\n{"b": "x')).toEqual(['{"records":[{"a":1},{"b":"x']);
  });

  it('gives out text before the first record too', async () => {
    expect(await read('exported by hand\n{"a":1}\n')).toEqual(['exported by hand', '{"a":1}']);
  });

  it.each<[string, string | Buffer, new (...args: never[]) => InputError, string]>([
    ['an empty file', '', EmptyInputError, 'holds no record'],
    ['blank lines only', ' \n\r\n', EmptyInputError, 'holds no record'],
    ['a table', 'time,category,level\n2026,Alert,Error\n', UnsupportedInputError, 'CSV'],
    ['a workbook', Buffer.from('PK\u0003\u0004...'), UnsupportedInputError, 'Excel'],
    ['an Avro file', Buffer.from('Obj\u0001avro'), UnsupportedInputError, 'Avro'],
    ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le'), UnsupportedInputError, 'UTF-16'],
    ['binary data', Buffer.from([1, 2, 0, 3]), UnsupportedInputError, 'binary'],
    ['other text', 'hello\n', UnsupportedInputError, 'no JSON'],
    ['damaged gzip', gzipSync('{"a":1}').subarray(0, 15), UnreadableInputError, 'gzip'],
  ])('says that %s is no input, and what is', async (_, content, error, word) => {
    await expect(read(content)).rejects.toThrow(error);
    await expect(read(content)).rejects.toThrow(word);
    await expect(read(content)).rejects.toThrow(join(folder, 'input'));
  });

  it('says that a file is missing, or a folder', async () => {
    const records = (path: string) => inputRecords(path).next();
    await expect(records(join(folder, 'absent'))).rejects.toThrow(/absent: there is no such file/);
    await expect(records(folder)).rejects.toThrow(UnreadableInputError);
  });
});

const samples = join(process.env.AUDIT_BRIDGE_SAMPLES ?? join(__dirname, '../../../../shared/samples'), 'azure-activity');
const suite = existsSync(samples) ? describe : describe.skip;

suite('inputRecords on real records (skipped without the shared samples: set AUDIT_BRIDGE_SAMPLES)', () => {
  it.each(existsSync(samples) ? readdirSync(samples) : [])('gives each line of %s as it stands', async file => {
    const lines = readFileSync(join(samples, file), 'latin1').split('\n');
    expect(await read(readFileSync(join(samples, file)))).toEqual(lines.filter(line => line !== ''));
  });

  it.each(existsSync(samples) ? readdirSync(samples) : [])('keeps what %s says when it is pretty-printed', async file => {
    const records = readFileSync(join(samples, file), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line));
    const out = await read(JSON.stringify({ records }, null, 2));
    expect(out.map(line => JSON.parse(Buffer.from(line, 'latin1').toString()))).toEqual(records);
  });
});
