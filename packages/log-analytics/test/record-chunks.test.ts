import fc from 'fast-check';
import { bodyOf, cutChunks, halve } from '../src/record-chunks';
import { recordText } from '../src/record-text';

const rules = { maxBodyBytes: 60, maxFieldBytes: 1_000 };
const record = fc
  .record(
    { a: fc.string({ unit: fc.constantFrom('a', 'ö', '€', '😀', '"', '\\', '\n', '\u2028', '\ud800'), maxLength: 8 }) },
    { requiredKeys: [] },
  )
  .filter(one => Buffer.byteLength(JSON.stringify(one)) <= rules.maxBodyBytes - 2);
const records = fc.array(record, { maxLength: 40 });
const textsOf = (given: readonly object[]) => given.map((one, position) => recordText(one, position, rules));

describe('cutChunks', () => {
  it('puts each record into exactly one chunk, in order, within the limit, and counts the very bytes', () => {
    fc.assert(
      fc.property(records, given => {
        const chunks = [...cutChunks(textsOf(given), rules.maxBodyBytes)];
        const bodies = chunks.map(bodyOf);
        expect(bodies.flatMap(body => JSON.parse(body.toString()))).toEqual(given.map(one => JSON.parse(JSON.stringify(one))));
        expect(chunks.flatMap(chunk => chunk.records.map(({ position }) => position))).toEqual(given.map((_, index) => index));
        expect(bodies.map(({ length }) => length)).toEqual(chunks.map(({ bytes }) => bytes));
        for (const { length } of bodies) expect(length).toBeLessThanOrEqual(rules.maxBodyBytes);
      }),
    );
  });

  it('fills a chunk as far as it goes', () => {
    fc.assert(
      fc.property(records, given => {
        const chunks = [...cutChunks(textsOf(given), rules.maxBodyBytes)];
        for (const [index, { bytes }] of chunks.slice(0, -1).entries())
          expect(bytes + 1 + (chunks[index + 1]?.records[0]?.bytes ?? 0)).toBeGreaterThan(rules.maxBodyBytes);
      }),
    );
  });

  it.each([
    [0, 1],
    [-1, 2],
  ])('counts brackets and commas: a limit that differs by %d byte from what two records need makes %d chunks', (difference, chunks) => {
    const texts = textsOf([{ a: 'ö' }, { a: 'ö' }]);
    const exact = Buffer.byteLength('[{"a":"ö"},{"a":"ö"}]');
    expect([...cutChunks(texts, exact + difference)]).toHaveLength(chunks);
  });

  it('makes no chunk of nothing', () => {
    expect([...cutChunks([], 100)]).toEqual([]);
  });

  it('cuts when it is asked, not before', () => {
    let read = 0;
    const chunks = cutChunks(
      (function* () {
        for (const text of textsOf([{ a: 'x'.repeat(50) }, { a: 'x'.repeat(50) }, { a: 'x'.repeat(50) }])) {
          read += 1;
          yield text;
        }
      })(),
      rules.maxBodyBytes,
    );
    chunks.next();
    expect(read).toBe(2);
  });
});

describe('halve', () => {
  it('loses no record and counts the very bytes', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 2, maxLength: 20 }), given => {
        const [chunk] = cutChunks(textsOf(given), Number.POSITIVE_INFINITY);
        const halves = chunk === undefined ? [] : halve(chunk);
        expect(halves).toHaveLength(2);
        expect(halves.flatMap(half => half.records)).toEqual(chunk?.records);
        for (const half of halves) expect(bodyOf(half)).toHaveLength(half.bytes);
      }),
    );
  });
});
