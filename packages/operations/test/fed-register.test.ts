import { hash } from 'node:crypto';
import { generateRecords } from '@audit-bridge/sample-records';
import { type ActivityLogSource, isUnreadable, type SourceRecord, type UnreadableRecord } from '../src/events/activity-log-source';
import { azureFedStore } from '../src/fed/azure-fed-store';
import { type FedItem, recordsOfItem } from '../src/fed/fed-item';
import { FedRegister } from '../src/fed/fed-register';
import { hubMessages } from '../src/feed/hub-messages';
import { FedMessages } from '../src/sources/fed-messages';
import { MemoryBlobStore } from './memory-blob-store';

const subscriptionIds = ['aaaaaaaa-0000-4000-8000-000000000001'];
const options = { seed: 3, count: 120, startTime: '2026-11-02T08:00:00Z', days: 0.1, subscriptionIds, tenantId: 't', unmappable: 0.2 };
const generated = [...generateRecords(options)];
const messages: readonly FedItem[] = [...hubMessages(generated)].map(({ body }) => ({ kind: 'message', bytes: body }));
const all = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-23T00:00:00Z') };
const sha256 = (bytes: Buffer) => hash('sha256', bytes);

class Fed {
  readonly blobs = new MemoryBlobStore();
  now = new Date('2026-11-02T12:00:00Z');
  readonly register = new FedRegister(azureFedStore(this.blobs.client, 'fed/'), () => this.now);
  readonly source: ActivityLogSource = new FedMessages({ register: this.register, subscriptionIds });

  async records(range = all): Promise<(SourceRecord | UnreadableRecord)[]> {
    const found: (SourceRecord | UnreadableRecord)[] = [];
    for await (const record of this.source.records(range)) found.push(record);
    return found;
  }
}

describe('the register of what was fed', () => {
  it('gives back every record with its bytes, once it was taken for sure', async () => {
    const fed = new Fed();
    expect(await fed.register.keep(messages, 'feed', async () => 'taken')).toBe('taken');
    const records = await fed.records();
    const readable = records.filter(record => !isUnreadable(record));
    expect(readable.map(record => ('bytes' in record ? record.bytes.toString() : '')).sort()).toEqual(
      generated
        .filter(({ expected }) => expected === 'record')
        .map(({ bytes }) => bytes.toString())
        .sort(),
    );
    for (const record of records) expect(record).toMatchObject({ writtenBefore: fed.now });
    for (const record of records) expect(record.isUncertain).toBeUndefined();
  });

  it('gives each line that no pipeline takes with the ids that a failure place may know it by', async () => {
    const fed = new Fed();
    await fed.register.keep(messages, 'feed', async () => {});
    const refused = (await fed.records()).filter(isUnreadable);
    const sent = generated.filter(({ expected }) => expected !== 'record');
    expect(sent.length).toBeGreaterThan(10);
    const ids = new Set(refused.flatMap(({ id, messageId = '' }) => [id, messageId]));
    for (const { bytes } of sent) {
      const message = Buffer.concat([Buffer.from('{"records":['), bytes, Buffer.from(']}')]);
      expect(ids.has(sha256(message)) || ids.has(sha256(bytes))).toBe(true);
    }
  });

  it('says of what was written down and not confirmed that it was perhaps not sent, until it is', async () => {
    const fed = new Fed();
    const sending = fed.register.keep(messages.slice(0, 2), 'feed', () => Promise.reject(new Error('cut off')));
    await expect(sending).rejects.toThrow('cut off');
    const records = await fed.records();
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) expect(record).toMatchObject({ isUncertain: true });
    for (const record of records) expect(record.writtenBefore).toBeUndefined();
    for await (const entry of fed.register.list()) await fed.register.confirm(entry);
    for (const record of await fed.records()) expect(record).toMatchObject({ writtenBefore: fed.now });
  });

  it('writes before it sends: a record that arrives stands in it already', async () => {
    const fed = new Fed();
    await fed.register.keep(messages, 'replay', async () => expect((await fed.records()).length).toBeGreaterThan(100));
  });

  it('reads only entries of the time that is asked about', async () => {
    const fed = new Fed();
    await fed.register.keep(messages, 'feed', async () => {});
    fed.now = new Date('2026-11-02T15:00:00Z');
    await fed.register.keep([{ kind: 'record', bytes: Buffer.from('no record') }], 'backfill', async () => {});
    for (const [name, blob] of fed.blobs.blobs) if (blob.metadata.by === 'feed') blob.content = Buffer.from(`damaged ${name}`);
    const evening = { from: new Date('2026-11-02T14:00:00Z'), to: new Date('2026-11-02T16:00:00Z') };
    expect(await fed.records(evening)).toMatchObject([{ id: sha256(Buffer.from('no record')), reason: 'MalformedJson', time: fed.now }]);
    await expect(fed.records()).rejects.toThrow(/of the register of what was fed is damaged/);
  });

  it('tells of an entry that somebody else wrote, and guesses nothing', async () => {
    const fed = new Fed();
    await fed.blobs.getBlockBlobClient('fed/by-hand.jsonl').upload(Buffer.from('{}'), 2, {});
    await expect(fed.records()).rejects.toThrow(/by-hand.jsonl of the register .* is damaged: its metadata/);
  });
});

describe('a message in the register', () => {
  it('whose records cannot be told apart counts as one line, under the hash of all its bytes', () => {
    const bytes = Buffer.from('{"records":[{"a":1}');
    const sentAt = new Date();
    expect(recordsOfItem({ kind: 'message', bytes }, { place: 'm', subscriptionIds, sentAt })).toEqual([
      { id: sha256(bytes), place: 'm', reason: 'MalformedMessage', time: sentAt },
    ]);
  });
});
