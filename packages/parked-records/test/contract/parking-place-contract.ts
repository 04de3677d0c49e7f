import type { ParkedBlob, ParkedRecord, ParkingFolder, ParkingPlace } from '../../src/index';

export interface ParkingPlaceUnderTest {
  readonly place: ParkingPlace;
  /** Replaces a blob's content behind the place's back. */
  damage(name: string, content: Buffer): Promise<void>;
  /** Makes the place unreachable until further notice. */
  breakDown(): Promise<void>;
}

const parked = (sequenceNumber: number, changes: Partial<ParkedRecord> = {}): ParkedRecord => ({
  reason: 'Undelivered',
  message: 'The stream did not take the record in time.',
  partitionId: '3',
  offset: String(sequenceNumber),
  sequenceNumber,
  enqueuedAt: '2026-11-21T10:07:00.000Z',
  position: 0,
  bytes: Buffer.from([0x7b, 0xc3, 0x28, 0x00, 0x0a]),
  ...changes,
});

async function listed(place: ParkingPlace, folder: ParkingFolder): Promise<readonly ParkedBlob[]> {
  const blobs: ParkedBlob[] = [];
  for await (const blob of place.list(folder)) blobs.push(blob);
  return blobs;
}

/** What every parking place promises. */
export function defineParkingPlaceContract(name: string, make: () => Promise<ParkingPlaceUnderTest>): void {
  describe(`ParkingPlace: ${name}`, () => {
    let subject: ParkingPlaceUnderTest;
    beforeEach(async () => {
      subject = await make();
    });

    it('gives back every byte, also of what is no text', async () => {
      await subject.place.put([parked(1), parked(2)]);
      const [blob, ...more] = await listed(subject.place, 'undelivered/');
      expect(more).toEqual([]);
      expect(await subject.place.read(blob?.name ?? '')).toEqual([parked(1), parked(2)]);
      expect(blob?.lengthBytes).toBeGreaterThan(200);
      expect(Math.abs(Date.now() - (blob?.parkedMilliseconds ?? 0))).toBeLessThan(60_000);
    });

    it('lists by folder, the records of the oldest messages first', async () => {
      await subject.place.put([
        parked(11, { enqueuedAt: '2026-11-22T00:00:00.000Z' }),
        parked(10),
        parked(12, { reason: 'TooDeep' }),
        parked(13, { reason: 'TooLarge' }),
      ]);
      const numbers = async (folder: ParkingFolder) => {
        const contents = (await listed(subject.place, folder)).map(({ name: blob }) => subject.place.read(blob));
        return (await Promise.all(contents)).flatMap(records => records?.map(({ sequenceNumber }) => sequenceNumber));
      };
      expect(await numbers('undelivered/')).toEqual([10, 11]);
      expect(await numbers('refused/')).toEqual([12, 13]);
      expect(await numbers('refused/TooLarge/')).toEqual([13]);
      expect(await numbers('refused/NotAnObject/')).toEqual([]);
    });

    it('leaves one blob when the same records are put again, and another for other records', async () => {
      await subject.place.put([parked(1)]);
      const [first] = await listed(subject.place, 'undelivered/');
      await subject.place.put([parked(1)]);
      expect(await listed(subject.place, 'undelivered/')).toEqual([first]);
      await subject.place.put([parked(1, { bytes: Buffer.from('other') })]);
      expect(await listed(subject.place, 'undelivered/')).toHaveLength(2);
    });

    it('keeps many small blobs', async () => {
      await subject.place.put(Array.from({ length: 30 }, (_, index) => parked(index, { reason: 'UnknownSubscription' })));
      expect(await listed(subject.place, 'refused/UnknownSubscription/')).toHaveLength(30);
    });

    it('has nothing to do without records', async () => {
      await subject.place.put([]);
      expect(await listed(subject.place, 'undelivered/')).toEqual([]);
    });

    it('removes a blob, and does not mind one that is gone', async () => {
      await subject.place.put([parked(1)]);
      const [blob] = await listed(subject.place, 'undelivered/');
      for (let times = 0; times < 2; times++) await subject.place.remove(blob?.name ?? '');
      expect(await subject.place.read(blob?.name ?? '')).toBeUndefined();
      expect(await listed(subject.place, 'undelivered/')).toEqual([]);
    });

    it('does not take a damaged blob for records', async () => {
      await subject.place.put([parked(1)]);
      const [blob] = await listed(subject.place, 'undelivered/');
      await subject.damage(blob?.name ?? '', Buffer.from('damaged\n'));
      await expect(subject.place.read(blob?.name ?? '')).rejects.toMatchObject({ name: 'DamagedParkedRecordsError' });
    });

    it('raises when it cannot be reached', async () => {
      await subject.breakDown();
      const error = { name: 'ParkingPlaceError' };
      await expect(subject.place.put([parked(1)])).rejects.toMatchObject(error);
      await expect(listed(subject.place, 'undelivered/')).rejects.toMatchObject(error);
      await expect(subject.place.read('undelivered/x')).rejects.toMatchObject(error);
      await expect(subject.place.remove('undelivered/x')).rejects.toMatchObject(error);
    });
  });
}
