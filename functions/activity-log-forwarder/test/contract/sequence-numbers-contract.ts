import type { SequenceNumbers } from '../../src/sequence-numbers';

const progress = (sequenceNumber: number) => ({ sequenceNumber, enqueuedAt: '2026-11-21T10:00:00.000Z' });

/** What every store of the last sequence numbers promises. */
export function defineSequenceNumbersContract(name: string, make: () => Promise<SequenceNumbers>): void {
  describe(`SequenceNumbers: ${name}`, () => {
    let numbers: SequenceNumbers;
    beforeEach(async () => {
      numbers = await make();
    });

    it('knows nothing at first', async () => {
      expect(await numbers.read('0')).toBeUndefined();
    });

    it('gives back what was written, per partition', async () => {
      await numbers.write('0', progress(1), undefined);
      await numbers.write('1', { sequenceNumber: Number.MAX_SAFE_INTEGER, enqueuedAt: undefined }, undefined);
      expect((await numbers.read('0'))?.progress).toEqual(progress(1));
      expect((await numbers.read('1'))?.progress).toEqual({ sequenceNumber: Number.MAX_SAFE_INTEGER, enqueuedAt: undefined });
    });

    it('goes on from what it wrote, and from what it read', async () => {
      const written = await numbers.write('0', progress(1), undefined);
      expect(await numbers.write('0', progress(2), written)).toEqual(expect.any(String));
      const read = await numbers.read('0');
      expect(await numbers.write('0', progress(3), read?.etag)).toEqual(expect.any(String));
      expect((await numbers.read('0'))?.progress).toEqual(progress(3));
    });

    it('writes nothing where somebody else has written', async () => {
      const mine = await numbers.write('0', progress(1), undefined);
      await numbers.write('0', progress(2), mine);
      expect(await numbers.write('0', progress(9), mine)).toBeUndefined();
      expect(await numbers.write('0', progress(9), undefined)).toBeUndefined();
      expect((await numbers.read('0'))?.progress).toEqual(progress(2));
    });
  });
}
