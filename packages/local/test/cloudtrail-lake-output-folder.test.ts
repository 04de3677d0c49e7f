import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputFolder } from '../src/cloudtrail-lake/output-folder';

const input = { input: '2 records', fingerprint: 'one' };

describe('OutputFolder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'output-folder-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const events = async () => (await readFile(join(folder, 'events.jsonl'), 'utf8')).split('\n').slice(0, -1);

  async function run(eventData: readonly string[], of = input) {
    const output = await OutputFolder.open(folder, of);
    for (const event of eventData) output.keepEvent(event);
    await output.close();
    return output;
  }

  it('keeps each different event once', async () => {
    const { added } = await run(['{"UID":"a"}', '{"UID":"b"}', '{"UID":"a"}', '{"UID":"a","x":1}']);
    expect(added).toBe(3);
    expect(await events()).toEqual(['{"UID":"a"}', '{"UID":"b"}', '{"UID":"a","x":1}']);
  });

  it('adds nothing when the same input comes again', async () => {
    const first = await run(['{"UID":"a"}', '{"UID":"b"}']);
    const second = await run(['{"UID":"b"}', '{"UID":"a"}']);
    expect(second.added).toBe(0);
    expect(second.origin).toEqual(first.origin);
    expect(await events()).toHaveLength(2);
  });

  it('takes up a run that was interrupted within a line', async () => {
    await run(['{"UID":"a"}']);
    await appendFile(join(folder, 'events.jsonl'), '{"UID":');
    expect((await run(['{"UID":"a"}', '{"UID":"b"}'])).added).toBe(1);
    expect(await events()).toEqual(['{"UID":"a"}', '{"UID":"b"}']);
  });

  it('replaces the results of another input, and tells which', async () => {
    await run(['{"UID":"a"}']);
    const { replaced } = await run(['{"UID":"c"}'], { input: 'others', fingerprint: 'two' });
    expect(replaced).toBe('2 records');
    expect(await events()).toEqual(['{"UID":"c"}']);
  });

  it('writes failures with their place and without their bytes', async () => {
    const output = await OutputFolder.open(folder, input);
    await output.keepFailures([
      { reason: 'MalformedJson', message: 'why', blob: 'b', createdOn: 'c', offset: 5, lengthBytes: 7, bytes: Buffer.from('secret!') },
    ]);
    await output.close();
    expect(JSON.parse(await readFile(join(folder, 'failed-events.jsonl'), 'utf8'))).toEqual({
      reason: 'MalformedJson',
      message: 'why',
      blob: 'b',
      offset: 5,
      length: 7,
    });
  });
});
