import {
  checkContent,
  type ParkedRecord,
  parkedRecordGroups,
  parkedRecordsName,
  readParkedRecords,
  writeParkedRecords,
} from '../src/index';

const record = (changes: Partial<ParkedRecord> = {}): ParkedRecord => ({
  reason: 'TooLarge',
  message: 'The record has 5 bytes.',
  partitionId: '3',
  offset: '4711',
  sequenceNumber: 42,
  enqueuedAt: '2026-11-21T10:07:00.000Z',
  position: 2,
  bytes: Buffer.from('abc'),
  ...changes,
});

describe('a blob of parked records', () => {
  it('gives back what was written, whatever the bytes and the words are', () => {
    const records = [
      record(),
      record({ message: '"quoted" \u2028 \u{1f600}\n', bytes: Buffer.from([0, 255, 10]) }),
      record({ reason: 'MalformedMessage', position: undefined, bytes: Buffer.alloc(0) }),
      record({ reason: 'Undelivered', enqueuedAt: undefined, offset: '3:1:42', sequenceNumber: 0, position: 0 }),
    ];
    expect(readParkedRecords(writeParkedRecords(records))).toEqual(records);
  });

  it.each([786_430, 786_431, 786_432, 786_433, 2_000_000])('gives back %i bytes', length => {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 251));
    const [read] = readParkedRecords(writeParkedRecords([record({ bytes }), record()]));
    expect(read?.bytes.equals(bytes)).toBe(true);
  });

  it('holds one JSON line a record', () => {
    const lines = writeParkedRecords([record(), record({ position: undefined })])
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines.map(line => JSON.parse(line))).toEqual([
      { ...record(), bytes: undefined, lengthBytes: 3, bytesBase64: 'YWJj' },
      { ...record(), bytes: undefined, position: undefined, lengthBytes: 3, bytesBase64: 'YWJj' },
    ]);
  });

  it('is the same bytes whatever order a record has its members in', () => {
    const { bytes, ...rest } = record();
    expect(writeParkedRecords([{ bytes, ...rest }]).equals(writeParkedRecords([{ ...rest, bytes }]))).toBe(true);
  });

  const line = writeParkedRecords([record()]).toString();
  it.each([
    ['nothing', ''],
    ['a blob that was cut', line.slice(0, -10)],
    ['a line without its line feed', line.trimEnd()],
    ['no JSON', 'x\n'],
    ['no object', '[]\n'],
    ['null', 'null\n'],
    ['an empty line', `${line}\n`],
    ['a missing member', line.replace('"offset":"4711",', '')],
    ['a reason that nobody gives', line.replace('TooLarge', 'TooSmall')],
    ['an offset that is a number', line.replace('"4711"', '4711')],
    ['another length than that of the bytes', line.replace('"lengthBytes":3', '"lengthBytes":4')],
    ['a negative position', line.replace('"position":2', '"position":-1')],
    ['a sequence number with a fraction', line.replace('"sequenceNumber":42', '"sequenceNumber":42.5')],
    ['damaged base64', line.replace('YWJj', 'YW!j')],
    ['no bytes', line.replace(',"bytesBase64":"YWJj"', '')],
  ])('is not read when it is %s', (_, text) => {
    expect(() => readParkedRecords(Buffer.from(text))).toThrow(expect.objectContaining({ name: 'DamagedParkedRecordsError' }));
  });

  it('says which line is damaged, and nothing of what it holds', () => {
    expect(() => readParkedRecords(Buffer.from(`${line}{"secret":1}\n`))).toThrow('Line 2 of the blob is no parked record.');
    expect(() => readParkedRecords(Buffer.from(`${line}{"secret"\n`))).toThrow('Line 2 of the blob is no JSON object.');
  });
});

describe('the name of a blob', () => {
  const nameOf = (...records: readonly ParkedRecord[]) => parkedRecordsName(records, writeParkedRecords(records));

  it('says what is in it and where it came from', () => {
    expect(nameOf(record())).toMatch(/^refused\/TooLarge\/2026\/11\/21\/3-0000000000000042-[0-9a-f]{32}\.jsonl$/);
    expect(nameOf(record({ reason: 'Undelivered' }))).toMatch(/^undelivered\/2026\/11\/21\/10\/3-0000000000000042-[0-9a-f]{32}\.jsonl$/);
    expect(nameOf(record({ enqueuedAt: undefined }))).toMatch(/^refused\/TooLarge\/undated\/3-/);
  });

  it('is the same for the same content and another for another one', () => {
    expect(nameOf(record())).toBe(nameOf(record()));
    const others = [record({ bytes: Buffer.from('abd') }), record({ position: 3 }), record({ offset: '1' }), record({ message: 'm' })];
    expect(new Set([record(), ...others].map(one => nameOf(one))).size).toBe(5);
  });

  it('orders undelivered records by the age of their messages', () => {
    const times = ['2026-11-21T10:07:00.000Z', '2026-11-21T11:00:00.000Z', '2026-12-01T00:00:00.000Z'];
    const records = [
      ...times.map((enqueuedAt, index) => record({ reason: 'Undelivered', enqueuedAt, sequenceNumber: 100 + index })),
      record({ reason: 'Undelivered', enqueuedAt: times[2], sequenceNumber: 1_000 }),
    ];
    const names = records.map(one => nameOf(one));
    expect([...names].sort()).toEqual(names);
  });

  it('gives damage away', () => {
    const content = writeParkedRecords([record()]);
    expect(() => checkContent(nameOf(record()), content)).not.toThrow();
    expect(() => checkContent(nameOf(record()), content.subarray(1))).toThrow(
      expect.objectContaining({ name: 'DamagedParkedRecordsError' }),
    );
  });
});

describe('parkedRecordGroups', () => {
  it('puts refused records of one message and reason together, and no others with them', () => {
    const records = [
      record(),
      record({ position: 9 }),
      record({ sequenceNumber: 43 }),
      record({ reason: 'TooDeep' }),
      record({ partitionId: '4' }),
    ];
    expect([...parkedRecordGroups(records)].map(group => group.length)).toEqual([2, 1, 1, 1]);
  });

  it('puts undelivered records of many messages together, up to 8 MiB', () => {
    const bytes = Buffer.alloc(3_000_000, 'x');
    const records = Array.from({ length: 6 }, (_, index) => record({ reason: 'Undelivered', sequenceNumber: index, bytes }));
    expect([...parkedRecordGroups(records)].map(group => group.length)).toEqual([2, 2, 2]);
    expect([...parkedRecordGroups([record({ reason: 'Undelivered', bytes: Buffer.alloc(10_000_000) })])]).toHaveLength(1);
  });
});
