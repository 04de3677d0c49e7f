import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateRecords } from '@audit-bridge/sample-records';
import { inputSource } from '../src/input/input-source';
import type { SourceRecord } from '../src/records/record-source';

const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function all(records: AsyncIterable<SourceRecord> | Iterable<SourceRecord>): Promise<SourceRecord[]> {
  const list: SourceRecord[] = [];
  for await (const record of records) list.push(record);
  return list;
}

const mapped = (resourceId: string) =>
  JSON.stringify({ time: '2026-03-02T00:00:00Z', category: 'Administrative', operationName: 'Microsoft.Web/sites/write', resourceId });

describe('inputSource', () => {
  it('configures the subscriptions that the input names and places each record with its own', async () => {
    const one = file('one', `${mapped('/SUBSCRIPTIONS/BB-2/x')}\nnot JSON\n${mapped('')}\n`);
    const two = file('two', `[${mapped('/subscriptions/aa-1')},${mapped('/subscriptions/bb-2')}]`);
    const source = await inputSource([one, two]);
    expect(source.subscriptionIds).toEqual(['bb-2', 'aa-1']);
    expect(source.recordCount).toBe(5);
    const records = await all(source.read());
    expect(records.map(record => record.subscriptionId)).toEqual(['bb-2', 'bb-2', 'bb-2', 'aa-1', 'bb-2']);
    expect(records[1]?.bytes.toString()).toBe('not JSON');
  });

  it('has a subscription also for an input that names none', async () => {
    const source = await inputSource([file('nameless', '{"a":1}\n')]);
    expect(source.subscriptionIds).toHaveLength(1);
    expect((await all(source.read())).map(record => record.subscriptionId)).toEqual(source.subscriptionIds);
  });

  it('gives the same records at each reading, in hours that do not fall', async () => {
    const options = {
      seed: 2,
      count: 1500,
      startTime: '2026-03-02T00:00:00Z',
      subscriptionIds: ['s1', 's2'],
      tenantId: 't',
      unmappable: 0.1,
    };
    const lines = [...generateRecords(options)].map(record => record.bytes).filter(line => !line.toString().includes('}{'));
    const source = await inputSource([file('many', Buffer.concat(lines.flatMap(line => [line, Buffer.from('\n')])))]);
    const once = await all(source.read());
    // Comparing buffers byte by byte takes jest minutes.
    const spell = (records: readonly SourceRecord[]) =>
      records.map(({ bytes, ...place }) => ({ ...place, text: bytes.toString('latin1') }));
    expect(spell(await all(source.read()))).toEqual(spell(once));
    expect(once).toHaveLength(source.recordCount);
    const hours = once.map(record => record.hour);
    expect(hours).toEqual([...hours].sort((one, other) => one - other));
    expect(new Set(hours).size).toBe(source.hours);
  });

  it('tells other content by its fingerprint', async () => {
    const [one, same, other] = await Promise.all(
      ['{"a":1}\n', '[{"a":1}]', '{"a":2}\n'].map(async (content, index) => (await inputSource([file(`f${index}`, content)])).fingerprint),
    );
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});
