import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecord } from '@audit-bridge/activity-log';
import { prepareEvent } from '@audit-bridge/cloudtrail-events';
import { generateRecords } from '@audit-bridge/sample-records';
import { answer, failures, storageOperations, UnreadableEventsError, whoDidWhat } from '../src/queries';

const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-events-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, events: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, events.map(event => `${typeof event === 'string' ? event : JSON.stringify(event)}\n`).join(''));
  return path;
}

const event = (changes: object) => ({
  version: '1.0',
  userIdentity: { type: 'AzureUser', principalId: 'p-1', details: { name: 'ann@quillfern.example' } },
  eventSource: 'microsoft.storage',
  eventName: 'Microsoft.Storage/storageAccounts/write',
  eventTime: '2026-03-02T10:00:00Z',
  UID: 'u-1',
  recipientAccountId: '111122223333',
  responseElements: { resultType: 'Success' },
  additionalEventData: { correlationId: 'c-1' },
  ...changes,
});

const events = file('events.jsonl', [
  event({}),
  event({
    eventName: 'MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE',
    eventTime: '2026-03-02T11:00:00Z',
    responseElements: { resultType: 'Start' },
  }),
  event({ additionalEventData: { correlationId: 'c-2' } }),
  event({
    userIdentity: { type: 'AzureService', principalId: 'microsoft.insights' },
    eventSource: 'microsoft.insights',
    eventName: 'scale',
  }),
  event({ errorCode: 'Conflict', errorMessage: 'busy', responseElements: { resultType: 'Failure' }, eventTime: '2026-03-02T12:00:00Z' }),
]);

describe('answer', () => {
  it('tells who did what, an operation in two spellings counted as one', async () => {
    const { columns, rows, totalRows } = await answer(whoDidWhat, events);
    expect(columns).toEqual(['actor', 'operation', 'calls', 'events', 'last']);
    expect(rows).toEqual([
      ['ann@quillfern.example', 'microsoft.storage/storageaccounts/write', '2', '4', '2026-03-02T12:00:00Z'],
      ['microsoft.insights', 'scale', '1', '1', '2026-03-02T10:00:00Z'],
    ]);
    expect(totalRows).toBe(2);
  });

  it('tells what failed, and for whom', async () => {
    const { rows } = await answer(failures, events);
    expect(rows).toEqual([['microsoft.storage/storageaccounts/write', 'Conflict', 'ann@quillfern.example', '1', '2026-03-02T12:00:00Z']]);
  });

  it('tells what was done to storage accounts, by outcome', async () => {
    const { rows } = await answer(storageOperations, events);
    const operation = 'microsoft.storage/storageaccounts/write';
    expect(rows).toEqual([
      [operation, 'ann@quillfern.example', 'Conflict', '1', '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z'],
      [operation, 'ann@quillfern.example', 'Start', '1', '2026-03-02T11:00:00Z', '2026-03-02T11:00:00Z'],
      [operation, 'ann@quillfern.example', 'Success', '2', '2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z'],
    ]);
  });

  it.each([whoDidWhat, failures, storageOperations])('has an answer without rows where there are no events: $title', async question => {
    const { columns, rows, totalRows } = await answer(question, file('none.jsonl', []));
    expect(columns.length).toBeGreaterThan(3);
    expect({ rows, totalRows }).toEqual({ rows: [], totalRows: 0 });
  });

  it('keeps its meaning whatever single fields hold', async () => {
    const odd = [
      event({ eventName: 42, userIdentity: 'text', additionalEventData: [1] }),
      event({ userIdentity: { principalId: null, details: { name: { first: 'x' } } } }),
      '{"eventName":"a","eventName":"b","errorCode":"E","eventTime":"2026-03-02T10:00:00Z","n":12345678901234567890123,"x":1e999}',
      event({ eventName: 'line\nbreak \u2028 "quoted" 🧭', userIdentity: { principalId: "O'Neil; DROP TABLE events" } }),
      event({ userIdentity: { principalId: 'lone \ud83d surrogate' } }),
      event({ padding: 'x'.repeat(3_000_000) }),
    ];
    const { rows } = await answer(whoDidWhat, file('odd.jsonl', odd));
    expect(rows.map(row => row[3])).toEqual(['1', '1', '1', '1', '1', '1']);
    expect(rows.flat()).toContain('lone \ufffd surrogate');
    expect(rows.flat()).toContain("O'Neil; DROP TABLE events");
  });

  it('counts every event of a long file and shows the first rows only', async () => {
    const options = { seed: 1, count: 1000, startTime: '2026-03-02T00:00:00Z', subscriptionIds: ['s1'], tenantId: 't1' };
    const mapped = [...generateRecords(options)].map(({ bytes }) => {
      const outcome = readRecord(bytes);
      if (outcome.kind === 'refused') throw new Error(outcome.message);
      return prepareEvent(outcome.record, {
        recipientAccountId: '111122223333',
        source: { blob: 'b', offset: 0, lengthBytes: bytes.length },
      }).eventData;
    });
    const path = file('generated.jsonl', mapped);
    const all = await answer(whoDidWhat, path, Number.MAX_SAFE_INTEGER);
    expect(all.rows.reduce((sum, row) => sum + Number(row[3]), 0)).toBe(1000);
    const some = await answer(whoDidWhat, path, 5);
    expect(some.rows).toEqual(all.rows.slice(0, 5));
    expect(some.totalRows).toBe(all.totalRows);
    expect((await answer(failures, path)).totalRows).toBeGreaterThan(0);
    expect((await answer(storageOperations, path)).totalRows).toBeGreaterThan(0);
  });

  it('says that the events are missing, or something else', async () => {
    await expect(answer(failures, join(folder, 'absent.jsonl'))).rejects.toThrow(UnreadableEventsError);
    await expect(answer(failures, file('text.jsonl', ['no event']))).rejects.toThrow(/text\.jsonl/);
  });
});
