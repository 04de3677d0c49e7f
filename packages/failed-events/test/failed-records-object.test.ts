import { failedRecordsKey, readFailedRecords, writeFailedRecords } from '../src/failed-records-object';
import type { FailedRecord } from '../src/failure-place';

const record = (changes: Partial<FailedRecord> = {}): FailedRecord => ({
  reason: 'MalformedJson',
  message: 'The text is no JSON.',
  blob: 'resourceId=/SUBSCRIPTIONS/X/y=2026/m=11/d=20/h=07/m=00/PT1H.json',
  createdOn: '2026-11-20T07:03:11.000Z',
  offset: 12,
  lengthBytes: 3,
  bytes: Buffer.from('abc'),
  ...changes,
});

describe('an object of failed records', () => {
  it('gives back what was written, whatever the bytes and the words are', () => {
    const records = [
      record(),
      record({ message: '"quoted" \u2028 \u{1f600}\n', bytes: Buffer.from([0, 255, 10]) }),
      record({ bytes: Buffer.alloc(0), lengthBytes: 0 }),
      record({ bytes: undefined, createdOn: undefined, lengthBytes: 99 }),
    ];
    expect(readFailedRecords(writeFailedRecords(records))).toEqual(records);
  });

  it.each([786_430, 786_431, 786_432, 786_433, 2_000_000])('gives back %i bytes', length => {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 251));
    const [read] = readFailedRecords(writeFailedRecords([record({ bytes, lengthBytes: length }), record()]));
    expect(read?.bytes?.equals(bytes)).toBe(true);
  });

  it('holds one JSON line a record, for people and for Athena', () => {
    const lines = writeFailedRecords([record(), record({ offset: 99 })])
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines.map(line => JSON.parse(line))).toEqual([
      expect.objectContaining({ reason: 'MalformedJson', offset: 12, lengthBytes: 3, bytesBase64: 'YWJj' }),
      expect.objectContaining({ offset: 99 }),
    ]);
  });

  const line = writeFailedRecords([record()]).toString();
  it.each([
    ['nothing', ''],
    ['an object that was cut', line.slice(0, -10)],
    ['a line without its line feed', line.trimEnd()],
    ['no JSON', 'x\n'],
    ['no object', '[]\n'],
    ['a missing field', line.replace('"offset":12,', '')],
    ['another length than that of the bytes', line.replace('"lengthBytes":3', '"lengthBytes":4')],
    ['a negative offset', line.replace('"offset":12', '"offset":-1')],
    ['damaged base64', line.replace('YWJj', 'YW!j')],
  ])('is not read when it is %s', (_, text) => {
    expect(() => readFailedRecords(Buffer.from(text))).toThrow(expect.objectContaining({ name: 'DamagedFailedRecordsError' }));
  });

  it('says which line is damaged, and nothing of what it holds', () => {
    expect(() => readFailedRecords(Buffer.from(`${line}{"secret":1}\n`))).toThrow('Line 2 of the object is no failed record.');
  });
});

describe('failedRecordsKey', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  const keyOf = (one: FailedRecord) => failedRecordsKey([one], writeFailedRecords([one]), now);

  it("lies under the day of the blob's hour, or of today where the path has none", () => {
    expect(keyOf(record())).toMatch(/^failed-events\/2026\/11\/20\/[0-9a-f]{16}\/12-[0-9a-f]{32}\.jsonl$/);
    expect(keyOf(record({ blob: 'elsewhere/PT1H.json' }))).toMatch(/^failed-events\/2026\/11\/21\//);
  });

  it('is the same for the same content, and another for another content or blob', () => {
    expect(keyOf(record())).toBe(keyOf(record()));
    const keys = [
      record(),
      record({ bytes: Buffer.from('abd') }),
      record({ blob: 'other' }),
      record({ createdOn: '2026-11-20T08:00:00Z' }),
    ];
    expect(new Set(keys.map(keyOf)).size).toBe(4);
  });
});
