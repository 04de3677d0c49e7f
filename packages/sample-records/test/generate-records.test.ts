import { createHash } from 'node:crypto';
import { readRecord } from '@audit-bridge/activity-log';
import { type GeneratedRecord, generateRecords, type SampleRecordsOptions, SampleRecordsOptionsError } from '../src/index';

const subscriptionIds = ['5c1d0a52-7f0e-4d53-8a0b-3d9f4e6b2c71', '91f2a6c8-0b3d-4c7e-a5d4-2e8b6f103c95'];
const options = {
  seed: 42,
  count: 5000,
  startTime: '2026-03-02T00:00:00Z',
  subscriptionIds,
  tenantId: 'b9e70c14-6d2f-4a83-9c51-e07f3b8d4a26',
};

const make = (changes: Partial<SampleRecordsOptions> = {}): GeneratedRecord[] => [...generateRecords({ ...options, ...changes })];

/** Most tests look at the same ones: they are made once. */
const usual = make();
const fiveDays = make({ count: 20_000, days: 5 });

const sha256 = (records: readonly GeneratedRecord[]): string => {
  const hash = createHash('sha256');
  for (const { bytes } of records) hash.update(bytes).update('\n');
  return hash.digest('hex');
};

/** What the pipeline makes of a record: the reader's verdict, then the check of the subscription. */
function verdict({ bytes, subscriptionId }: GeneratedRecord): string {
  const outcome = readRecord(bytes);
  if (outcome.kind === 'refused') return outcome.reason;
  const named = outcome.record.subscriptionId;
  if (named === undefined || named === subscriptionId) return 'record';
  return subscriptionIds.includes(named) ? 'SubscriptionMismatch' : 'UnknownSubscription';
}

describe('generateRecords', () => {
  it('makes the same bytes from the same seed, on every machine', () => {
    expect(sha256(make({ count: 2000 }))).toBe('23c1b746235c49c4c6e76a15d6db159d003abf1f9ef49b52587204c091b10d73');
    expect(sha256(make({ count: 2000, shape: 'rest', unmappable: 0.2 }))).toBe(
      '55e84e35933e03e9b370d71a9dee68531fc6b4648d5af2b6fbd696eaefd7e284',
    );
  });

  it('makes other bytes from another seed', () => {
    expect(sha256(make({ seed: 43, count: 500 }))).not.toBe(sha256(usual.slice(0, 500)));
  });

  it('starts a longer run with the same records as a shorter one of the same pace', () => {
    const short = make({ count: 500, days: 1 });
    const long = make({ count: 1000, days: 2 });
    expect(sha256(long.slice(0, 500))).toBe(sha256(short));
  });

  it.each([0, 1, 777])('makes %i records when asked for them', count => {
    expect(make({ count, unmappable: 0.3 })).toHaveLength(count);
  });

  it.each(['exported', 'rest'] as const)('expects of each record (%s) what the reader makes of it', shape => {
    const wrong = make({ shape, unmappable: 0.3 }).filter(record => verdict(record) !== record.expected);
    expect(wrong.map(record => `${record.expected} became ${verdict(record)}: ${record.bytes.toString().slice(0, 300)}`)).toEqual([]);
  });

  it('makes nothing that must be refused unless it is asked to', () => {
    expect(new Set(usual.map(record => record.expected))).toEqual(new Set(['record']));
  });

  it('spoils records for each reason that one record can be refused for', () => {
    const reasons = new Set(make({ unmappable: 0.1 }).map(record => record.expected));
    expect([...reasons].sort()).toEqual([
      'ForeignLog',
      'InvalidUtf8',
      'MalformedJson',
      'MissingTime',
      'NotAnObject',
      'SubscriptionMismatch',
      'TooDeep',
      'UnknownSubscription',
      'UnusableTime',
      'record',
    ]);
  });

  it('makes each record one line', () => {
    expect(make({ unmappable: 0.2 }).filter(({ bytes }) => bytes.includes('\n'))).toEqual([]);
  });

  it('gives records in the order of their receipt, and later than they happened', () => {
    const times = usual.map(record => record.receivedMilliseconds);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    const early = usual.filter(({ bytes, receivedMilliseconds }) => {
      const outcome = readRecord(bytes);
      return outcome.kind === 'record' && outcome.record.timeMilliseconds >= receivedMilliseconds;
    });
    expect(early).toEqual([]);
  });

  it('marks exactly the records whose bytes came before', () => {
    const seen = new Set<string>();
    const wronglyMarked = usual.filter(({ bytes, repeated }) => {
      const text = bytes.toString('latin1');
      const cameBefore = seen.has(text);
      seen.add(text);
      return cameBefore !== repeated;
    });
    expect(wronglyMarked).toEqual([]);
    expect(usual.filter(record => record.repeated).length).toBeGreaterThan(5);
  });

  it('gives the two or three records of a call under one correlation id', () => {
    const sizes = new Map<string, number>();
    for (const { bytes, repeated } of usual) {
      const { correlationId } = JSON.parse(bytes.toString());
      if (!repeated && correlationId !== undefined) sizes.set(correlationId, (sizes.get(correlationId) ?? 0) + 1);
    }
    const share = (size: number) => [...sizes.values()].filter(value => value === size).length / sizes.size;
    expect(share(2)).toBeGreaterThan(0.2);
    expect(share(3)).toBeGreaterThan(0.2);
  });

  it('knows days from nights and has a few callers do most', () => {
    const perHour = new Map<number, number>();
    const perCaller = new Map<string, number>();
    for (const { bytes, receivedMilliseconds } of fiveDays) {
      const hour = new Date(receivedMilliseconds).getUTCHours();
      perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
      const caller = /objectidentifier":"([^"]+)/.exec(bytes.toString())?.[1];
      if (caller !== undefined) perCaller.set(caller, (perCaller.get(caller) ?? 0) + 1);
    }
    expect(perHour.get(9)).toBeGreaterThan(2 * (perHour.get(4) ?? 0));
    const calls = [...perCaller.values()].sort((one, other) => other - one);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(calls.slice(0, 5))).toBeGreaterThan(sum(calls) / 2);
  });

  it('spreads the records over about the days that it is given', () => {
    const days = ((fiveDays.at(-1)?.receivedMilliseconds ?? 0) - Date.parse(options.startTime)) / 86_400_000;
    expect(days).toBeGreaterThan(4);
    expect(days).toBeLessThan(6);
  });

  it('lets some records of one eventDataId have other bytes, as published ones do', () => {
    const perId = new Map<string, Set<string>>();
    for (const { bytes } of fiveDays) {
      const id: unknown = JSON.parse(bytes.toString()).eventDataId;
      if (typeof id === 'string') perId.set(id, (perId.get(id) ?? new Set()).add(bytes.toString()));
    }
    expect([...perId.values()].some(texts => texts.size > 1)).toBe(true);
  });

  it('says every problem of its options at once', () => {
    const bad = { ...options, seed: 0.5, count: -1, startTime: 'noon', days: 0, subscriptionIds: [], unmappable: 2 };
    const run = () => [...generateRecords(bad)];
    expect(run).toThrow(SampleRecordsOptionsError);
    for (const word of ['seed', 'count', 'startTime', 'days', 'subscriptionIds', 'unmappable']) expect(run).toThrow(word);
  });
});
