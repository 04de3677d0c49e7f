import type { FailedRecord, FailurePlace } from '../../src/index';

export interface FailurePlaceUnderTest {
  readonly place: FailurePlace;
  /** All records that the messages of the failed-events queue lead to, in any order. */
  readRecords(): Promise<readonly FailedRecord[]>;
  /** Makes the place refuse to keep objects, or to point to them, until further notice. */
  breakDown(part: 'objects' | 'pointers'): Promise<void>;
}

const path = 'resourceId=/SUBSCRIPTIONS/00000000-0000-4000-8000-000000000001/y=2026/m=11/d=20/h=07/m=00/PT1H.json';

function record(offset: number, bytes: Buffer | undefined, blob = path): FailedRecord {
  return {
    reason: 'MalformedJson',
    message: 'The text is no JSON.',
    blob,
    createdOn: '2026-11-20T07:03:11.000Z',
    offset,
    lengthBytes: bytes?.length ?? 7,
    bytes,
  };
}

const byOffset = (records: readonly FailedRecord[]) =>
  [...records].sort((one, other) => one.blob.localeCompare(other.blob) || one.offset - other.offset);

/** What every failure place promises. */
export function defineFailurePlaceContract(name: string, make: () => Promise<FailurePlaceUnderTest>): void {
  describe(`FailurePlace: ${name}`, () => {
    let subject: FailurePlaceUnderTest;
    beforeEach(async () => {
      subject = await make();
    });

    it('gives back every byte, also of what is no text', async () => {
      const bytes = Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x00, 0xff, 0x0d, 0x0a, 0xe2, 0x80, 0xa8]);
      await subject.place.put([record(17, bytes)]);
      expect(await subject.readRecords()).toEqual([record(17, bytes)]);
    });

    it('keeps records without bytes and without a creation time', async () => {
      const deleted = { ...record(5, undefined), createdOn: undefined };
      await subject.place.put([deleted]);
      expect(await subject.readRecords()).toEqual([deleted]);
    });

    it('keeps the records of several blobs and of several puts apart', async () => {
      const records = [record(0, Buffer.from('a')), record(2, Buffer.from('b')), record(0, Buffer.from('c'), `other/${path}`)];
      await subject.place.put(records.slice(0, 1));
      await subject.place.put(records.slice(1));
      expect(byOffset(await subject.readRecords())).toEqual(byOffset(records));
    });

    it('never overwrites another content at the same place of a blob', async () => {
      const attempts = [record(9, Buffer.from('first generation')), record(9, Buffer.from('second generation'))];
      for (const attempt of attempts) await subject.place.put([attempt]);
      const kept = (await subject.readRecords()).map(({ bytes }) => bytes?.toString());
      expect(kept.sort()).toEqual(['first generation', 'second generation']);
    });

    it('keeps a put that is repeated recognisable: same blob, offset and bytes', async () => {
      await subject.place.put([record(3, Buffer.from('again'))]);
      await subject.place.put([record(3, Buffer.from('again'))]);
      const kept = await subject.readRecords();
      expect(kept.length).toBeGreaterThanOrEqual(1);
      for (const one of kept) expect(one).toEqual(record(3, Buffer.from('again')));
    });

    it('has nothing to do without records', async () => {
      await subject.place.put([]);
      expect(await subject.readRecords()).toEqual([]);
    });

    it.each(['objects', 'pointers'] as const)('raises when %s cannot be written', async part => {
      await subject.breakDown(part);
      await expect(subject.place.put([record(0, Buffer.from('x'))])).rejects.toMatchObject({ name: 'FailurePlaceError' });
    });
  });
}
