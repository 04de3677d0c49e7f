import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutRecords, readNamedSubscription, readRecord } from '@audit-bridge/activity-log';
import { judgeRecord } from '@audit-bridge/activity-log-forwarder/judge-record';
import { unwrapMessage } from '@audit-bridge/activity-log-forwarder/unwrap-message';
import { kinesisLimits } from '@audit-bridge/record-stream/kinesis-record-stream';
import fc from 'fast-check';
import { listGoldenPairs } from './golden-pairs';

const folder = join(process.env.AUDIT_BRIDGE_SAMPLES ?? join(__dirname, '../../../shared/samples'), 'azure-activity');
const available = existsSync(folder);
const suite = available ? describe : describe.skip;

const idOf = (bytes: Buffer) => {
  const outcome = readRecord(bytes);
  return outcome.kind === 'record' ? outcome.record.uid : outcome.reason;
};

/** Takes records through a message and back. */
function throughMessage(records: readonly Buffer[]): readonly Buffer[] {
  const message = Buffer.concat([Buffer.from('{"records":[\n'), ...records.flatMap(bytes => [bytes, Buffer.from(' ,')])]);
  const outcome = unwrapMessage(Buffer.concat([message.subarray(0, -1), Buffer.from(']}')]));
  if (outcome.kind === 'malformed') throw new Error(outcome.message);
  for (const record of outcome.records) {
    const subscriptionId = readNamedSubscription(record.value as Record<string, unknown>, record.text);
    const subscriptionIds = subscriptionId === undefined ? [] : [subscriptionId];
    expect(judgeRecord(record, { subscriptionIds, maxRowBytes: kinesisLimits.maxRowBytes })).toBeUndefined();
  }
  return outcome.records.map(({ bytes }) => bytes);
}

function expectUnchanged(records: readonly Buffer[]): void {
  const forwarded = throughMessage(records);
  expect(forwarded.map(bytes => bytes.toString('latin1'))).toEqual(records.map(bytes => bytes.toString('latin1')));
  expect(forwarded.map(idOf)).toEqual(records.map(idOf));
}

describe('the golden inputs', () => {
  it('go through the forwarder byte for byte, and keep their ids', () => {
    const records = listGoldenPairs('azure-activity', '.expected.json').flatMap(({ input }) => {
      const outcome = cutRecords(input);
      return 'records' in outcome ? outcome.records : [];
    });
    expect(records.length).toBeGreaterThan(50);
    expectUnchanged(records);
  });
});

suite('real activity log records in messages (skipped without the shared samples or AUDIT_BRIDGE_SAMPLES)', () => {
  it('go through the forwarder byte for byte, and keep their ids', () => {
    const records = available
      ? readdirSync(folder).flatMap(file => {
          const outcome = cutRecords(readFileSync(join(folder, file)));
          return 'records' in outcome ? outcome.records : [];
        })
      : [];
    expect(records.length).toBeGreaterThan(50);
    expectUnchanged(records);
  });
});

describe('a message that came damaged or was made up', () => {
  const record = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant({ records: [1] }), fc.constant({ operationName: 'o', value: [2] }));
  const message = fc.oneof(
    fc.array(record).map(records => JSON.stringify({ records })),
    fc.array(record).map(records => JSON.stringify({ x: 1, value: records, y: [] })),
    fc.array(record).map(records => JSON.stringify(records, undefined, 1)),
    record.map(value => JSON.stringify(value)),
  );
  const strays = [
    '',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '0',
    ' ',
    '\n',
    '"records":',
    '"\\u0072ecords":',
    '"records":[],',
    '\ufeff',
    'é',
  ];
  const damage = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(3), insert: fc.constantFrom(...strays) });

  it('is parked, or holds exactly the records that a strict parser finds in it', () => {
    let taken = 0;
    fc.assert(
      fc.property(message, fc.array(damage, { maxLength: 2 }), (text, damages) => {
        const damaged = damages.reduce((result, { at, drop, insert }) => {
          const position = Math.floor(at * result.length);
          return result.slice(0, position) + insert + result.slice(position + drop);
        }, text);
        const outcome = unwrapMessage(Buffer.from(damaged));
        if (outcome.kind === 'malformed') return;
        taken++;
        const parsed: unknown = JSON.parse(damaged.replace(/^\ufeff/, ''));
        expect(outcome.records.map(({ value }) => value)).toEqual(recordsOf(parsed));
        for (const { bytes, value } of outcome.records) expect(JSON.parse(bytes.toString())).toEqual(value);
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(1_000);
  });
});

/** The rule in other words: lists called `records` or `value` of an object without an operation, else the value itself. */
function recordsOf(message: unknown): readonly unknown[] {
  const values: readonly unknown[] = Array.isArray(message) ? message : [message];
  return values.flatMap(value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || 'operationName' in value) return [value];
    const lists = Object.entries(value).filter(([key, list]) => ['records', 'value'].includes(key) && Array.isArray(list));
    return lists.length === 0 ? [value] : lists.flatMap(([, list]) => list as readonly unknown[]);
  });
}
