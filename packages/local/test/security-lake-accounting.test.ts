import { Accounting, type Destinations } from '../src/security-lake/accounting';
import { contradictions } from '../src/security-lake/contradictions';
import type { HubMessage } from '../src/security-lake/hub-messages';

let lastNumber = 0;

/** A message of records whose hashes are given. */
const message = (...hashes: readonly string[]): HubMessage => ({
  bytes: Buffer.from(''),
  sha256: `message of ${hashes.join()}`,
  records: hashes.map(sha256 => ({ sha256, number: ++lastNumber })),
});

function accountingOf(...messages: readonly HubMessage[]): Accounting {
  const accounting = new Accounting();
  for (const one of messages) accounting.add(one);
  return accounting;
}

const counts = (...hashes: readonly string[]) => {
  const sums = new Map<string, number>();
  for (const hash of hashes) sums.set(hash, (sums.get(hash) ?? 0) + 1);
  return sums;
};

const nothing: Destinations = { lake: counts(), quarantined: {}, routed: counts(), parked: {} };
const well = { unsendable: 0, unaccounted: [], unexpected: [] };

describe('Accounting of security-lake', () => {
  beforeEach(() => {
    lastNumber = 0;
  });

  it('finds each record in exactly one place', () => {
    const accounting = accountingOf(message('a', 'b'), message('c', 'd', 'e'));
    const destinations = {
      lake: counts('a', 'b'),
      quarantined: { ForeignLog: counts('c') },
      routed: counts('d'),
      parked: { TooLarge: counts('e') },
    };
    expect(accounting.balance(destinations)).toEqual({
      recordsIn: 5,
      written: 2,
      quarantined: { ForeignLog: 1 },
      routed: 1,
      parked: { TooLarge: 1 },
      repeated: 0,
      ...well,
    });
  });

  it('counts equal records that stand once, and those that stand as often as they came', () => {
    expect(accountingOf(message('a', 'a'), message('a')).balance({ ...nothing, lake: counts('a') })).toMatchObject({
      written: 1,
      repeated: 2,
      ...well,
    });
    expect(accountingOf(message('a', 'a')).balance({ ...nothing, lake: counts('a', 'a') })).toMatchObject({
      written: 2,
      repeated: 0,
      ...well,
    });
  });

  it('names each record that is nowhere', () => {
    const { unaccounted } = accountingOf(message('a', 'b'), message('c', 'b')).balance({ ...nothing, lake: counts('a', 'c') });
    expect(unaccounted).toEqual(['record 2 of the input', 'record 4 of the input']);
  });

  it('objects to a record that stands more often than it came, wherever', () => {
    const accounting = accountingOf(message('a'));
    expect(accounting.balance({ ...nothing, lake: counts('a', 'a') }).unexpected).toEqual([expect.stringContaining('more often')]);
    const twoPlaces = accounting.balance({ ...nothing, lake: counts('a'), quarantined: { MissingTime: counts('a') } });
    expect(twoPlaces.unexpected).toEqual([expect.stringMatching(/^quarantine\/MissingTime .*more often/)]);
  });

  it('objects to a record that was never sent', () => {
    const { unexpected, unaccounted } = accountingOf(message('a')).balance({ ...nothing, lake: counts('a', 'forged') });
    expect(unexpected).toEqual([expect.stringMatching(/^the lake .*never sent .*forged/)]);
    expect(unaccounted).toEqual([]);
  });

  it('counts what no event hub takes, without looking for it', () => {
    const accounting = accountingOf(message('a'));
    accounting.addUnsendable(message('b'));
    expect(accounting.balance({ ...nothing, lake: counts('a') })).toMatchObject({
      recordsIn: 2,
      written: 1,
      unsendable: 1,
      unaccounted: [],
      unexpected: [],
    });
  });

  it('takes a message that was parked as a whole apart', () => {
    const parked = { MalformedMessage: counts('message of a,b,b') };
    expect(accountingOf(message('a', 'b', 'b'), message('c')).balance({ ...nothing, lake: counts('c'), parked })).toMatchObject({
      written: 1,
      parked: { MalformedMessage: 3 },
      ...well,
    });
  });
});

describe('contradictions', () => {
  const balance = { recordsIn: 4, written: 2, quarantined: { ForeignLog: 1 }, routed: 0, parked: {}, repeated: 1, ...well };
  const job = { in: 4, written: 2, quarantined: { ForeignLog: 1 }, routed: 0, repeated: 1, conflicts: 0 };
  const statements = { balance, job, forwarded: 4, validatedRows: 2, misplacedRows: 0 };

  it('are none where the job says what lies there', () => {
    expect(contradictions(statements)).toEqual([]);
  });

  it.each([
    ['rows', { job: { ...job, written: 3, repeated: 0 } }, 'The job says that 3 records are in the lake, and 2 are.'],
    [
      'quarantined records',
      { job: { ...job, quarantined: {}, repeated: 2 } },
      'The job says that 0 records are quarantined as ForeignLog, and 1 are.',
    ],
    ['what was read', { forwarded: 5 }, 'The job says that 4 records were read from the stream, and 5 are.'],
    ['a record that the job forgot', { job: { ...job, repeated: 0 } }, 'The job says that 3 records came to an end in the job, and 4 are.'],
    ['rows that nobody checked', { validatedRows: 1 }, '1 rows were checked against the schema, and 2 are in the lake.'],
    ['rows in a wrong place', { misplacedRows: 1 }, expect.stringMatching(/^1 rows do not hold the text/)],
  ])('are found in %s', (_, changes, expected) => {
    expect(contradictions({ ...statements, ...changes })).toEqual([expected]);
  });
});
