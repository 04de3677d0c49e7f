import type { FailedRecord } from '@audit-bridge/failed-events';
import { type Acceptances, Accounting } from '../src/cloudtrail-lake/accounting';
import { EventLedger } from '../src/emulators/event-ledger';

const blob = 'resourceId=/SUBSCRIPTIONS/S/y=2026/m=01/d=12/h=08/m=00/PT1H.json';

const record = (id: string, fields: object = {}) =>
  Buffer.from(
    JSON.stringify({
      time: '2026-01-12T08:00:00Z',
      category: 'Administrative',
      operationName: 'Microsoft.Compute/virtualMachines/write',
      resourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v',
      eventDataId: id,
      ...fields,
    }),
  );

function accountingOf(...lines: Buffer[]): Accounting {
  const accounting = new Accounting();
  lines.forEach((line, index) => {
    accounting.add({ blob, offset: index * 1000, line });
  });
  return accounting;
}

function accepted(...events: readonly (readonly [id: string, eventData: string])[]): Acceptances {
  const ledger = new EventLedger();
  for (const [id, eventData] of events) ledger.accept({ id, eventData, receivedAtMilliseconds: 0, requestNumber: 1 });
  return ledger;
}

const failed = (offset: number, reason: string): FailedRecord => ({
  reason,
  message: '',
  blob,
  createdOn: undefined,
  offset,
  lengthBytes: 1,
  bytes: undefined,
});

const [first, second] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

describe('Accounting', () => {
  it('finds every record accepted, refused with its reason, or a duplicate', () => {
    const accounting = accountingOf(record(first), record(second), record(first), Buffer.from('no JSON'));
    const balance = accounting.balance([failed(3000, 'MalformedJson')], accepted([first, '{}'], [second, '{}'], [first, '{}']));
    expect(balance).toEqual({ recordsIn: 4, accepted: 2, refused: { MalformedJson: 1 }, duplicates: 1, unaccounted: [] });
  });

  it('misses a record that was not accepted', () => {
    const { unaccounted } = accountingOf(record(first), record(second)).balance([], accepted([second, '{}']));
    expect(unaccounted).toEqual([`${blob} at byte 0`]);
  });

  it('misses a line that is no record and is not in the failure place', () => {
    const { unaccounted } = accountingOf(record(first), Buffer.from('no JSON')).balance([], accepted([first, '{}']));
    expect(unaccounted).toEqual([`${blob} at byte 1000`]);
  });

  it('misses one of two different records with one id', () => {
    const accounting = accountingOf(record(first), record(first, { level: 'Error' }));
    expect(accounting.balance([], accepted([first, '{"a":1}'])).unaccounted).toEqual([`${blob} at byte 1000`]);
    expect(accounting.balance([], accepted([first, '{"a":1}'], [first, '{"a":2}']))).toMatchObject({ accepted: 2, unaccounted: [] });
  });

  it('counts a record that the destination refused for good by its code', () => {
    const balance = accountingOf(record(first)).balance([failed(0, 'InvalidData')], accepted());
    expect(balance).toMatchObject({ accepted: 0, refused: { InvalidData: 1 }, duplicates: 0, unaccounted: [] });
  });
});
