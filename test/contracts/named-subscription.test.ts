import { type JsonObject, readNamedSubscription, readRecord } from '@audit-bridge/activity-log';
import fc from 'fast-check';

/** The members by which a record can name its subscription, in the spellings that reading tells apart. */
const keys = ['resourceId', 'RESOURCEID', 'ResourceId', '_ResourceId', '_resourceid', 'subscriptionId', 'SubscriptionId', 'id', 'ID', 'x'];
const texts = [
  '/subscriptions/A1/resourceGroups/g',
  'SUBSCRIPTIONS/b2',
  ' /subscriptions/c3 ',
  '/subscriptions/ /x',
  '/providers/Microsoft.Management/x',
  'D4',
  '',
  ' ',
];
const text = fc.constantFrom(...texts);
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom(null, 5, 1.5, true, [], {}),
  fc.record({ value: text, localizedValue: text }),
  fc.record({ value: fc.constant(null) }),
);
const members = fc.array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 6 });

describe('readNamedSubscription', () => {
  it('finds what the record’s reader finds, in whatever spelling, however often', () => {
    fc.assert(
      fc.property(members, entries => {
        // By hand: keys may come twice.
        const own = entries.map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`);
        const record = `{${[...own, '"category":"Administrative"', '"time":"2026-11-21T10:00:00Z"'].join()}}`;
        const outcome = readRecord(Buffer.from(record));
        const expected = outcome.kind === 'record' ? outcome.record.subscriptionId : 'the record must be readable';
        expect(readNamedSubscription(JSON.parse(record) as JsonObject, record)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
  });
});
