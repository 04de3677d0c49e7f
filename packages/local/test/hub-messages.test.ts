import { hash } from 'node:crypto';
import { cutRecords } from '@audit-bridge/activity-log';
import { generateRecords } from '@audit-bridge/sample-records';
import { sampleRecordsOptions } from '../src/records/generated-source';
import { type HubMessage, hubMessages, isSendable } from '../src/security-lake/hub-messages';

const operation = (fields: object) =>
  Buffer.from(JSON.stringify({ time: '2026-03-02T10:00:00Z', category: 'Administrative', operationName: 'x', ...fields }));

async function messagesOf(records: readonly Buffer[]): Promise<readonly HubMessage[]> {
  const messages: HubMessage[] = [];
  for await (const message of hubMessages(records.map(bytes => ({ bytes, subscriptionId: 's', hour: 0 })))) messages.push(message);
  return messages;
}

const recordsIn = (message: HubMessage) => {
  const cut = cutRecords(message.bytes);
  return 'malformed' in cut ? [] : cut.records;
};

describe('hubMessages', () => {
  it('puts several records into a message, each with its own bytes', async () => {
    const records = [operation({ n: 1 }), Buffer.from('{ "time" : "2026-03-02T10:00:00Z",\t"n":1.10, "n":1.1 }'), operation({ n: 2 })];
    const messages = await messagesOf(records);
    expect(messages.flatMap(recordsIn).map(String)).toEqual(records.map(String));
    expect(messages.flatMap(message => message.records)).toEqual(
      records.map((bytes, index) => ({ number: index + 1, sha256: hash('sha256', bytes) })),
    );
    expect(messages.map(({ sha256 }) => sha256)).toEqual(messages.map(({ bytes }) => hash('sha256', bytes)));
  });

  it('sends alone what would spoil its neighbours, and without an envelope what is no JSON', async () => {
    const deep = operation({ properties: 'DEEP' })
      .toString()
      .replace('"DEEP"', `${'['.repeat(5000)}${']'.repeat(5000)}`);
    const spoilt = ['{"time":', '{"a":1},{"b":2}', Buffer.from([0x7b, 0xff, 0x7d]), deep].map(bytes => Buffer.from(bytes as string));
    const messages = await messagesOf([operation({ n: 1 }), ...spoilt, operation({ n: 2 })]);
    for (const bytes of spoilt.slice(0, 3)) expect(messages.filter(message => message.bytes.equals(bytes))).toHaveLength(1);
    const deepMessage = messages.find(({ records }) => records.some(({ number }) => number === 5));
    expect(deepMessage?.records).toHaveLength(1);
    expect(deepMessage?.bytes.toString()).toBe(`{"records":[${deep}]}`);
  });

  it('takes every generated record once, in messages of different sizes', async () => {
    const records = [...generateRecords(sampleRecordsOptions({ count: 600, seed: 3 }))].map(({ bytes }) => bytes);
    const messages = await messagesOf(records);
    const numbers = messages.flatMap(message => message.records.map(({ number }) => number)).sort((one, other) => one - other);
    expect(numbers).toEqual(records.map((_, index) => index + 1));
    expect(new Set(messages.map(message => message.records.length)).size).toBeGreaterThan(3);
  });

  it('sends a large record alone, and says which no event hub takes', async () => {
    const messages = await messagesOf([600_000, 10, 1_100_000, 10].map(length => operation({ padding: 'x'.repeat(length) })));
    expect(messages.map(isSendable)).toEqual(messages.map(({ bytes }) => bytes.length < 1_000_000));
    expect(messages.filter(message => !isSendable(message)).map(({ records }) => records.length)).toEqual([1]);
  });

  it('keeps a message below the size that an event hub takes', async () => {
    const messages = await messagesOf(Array.from({ length: 20 }, (_, n) => operation({ n, padding: 'x'.repeat(60_000) })));
    for (const { bytes } of messages) expect(bytes.length).toBeLessThan(300_000);
  });
});
