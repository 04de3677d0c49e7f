import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRecordFiles } from '../src/security-lake/record-files';

const records = (count: number) => Array.from({ length: count }, (_, n) => Buffer.from(`{"n":${n},\n"x":1}`));

describe('writeRecordFiles', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'record-files-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const contentOf = async (name: string) => (await readFile(join(folder, name), 'utf8')).split('\u001e');

  it('writes the same files for the same records in any order, and leaves those alone that are there', async () => {
    const given = records(12_000);
    const { names } = await writeRecordFiles(folder, given);
    expect(names).toHaveLength(3);
    const past = new Date(0);
    for (const name of names) await utimes(join(folder, name), past, past);
    const again = await writeRecordFiles(folder, [...given].reverse());
    expect(again).toEqual({ names, strangers: [] });
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mtimeMs).toBe(0);
  });

  it('holds every record with its own bytes', async () => {
    const given = records(7);
    const { names } = await writeRecordFiles(folder, given);
    const found = (await Promise.all(names.map(contentOf))).flat();
    expect(found.sort()).toEqual(given.map(String).sort());
  });

  it('never parts equal records: Spark drops repeats within a file', async () => {
    const repeated = Buffer.from('{"same":true}');
    const { names } = await writeRecordFiles(folder, [...records(4_999), ...Array.from({ length: 5_000 }, () => repeated)]);
    const holding = (await Promise.all(names.map(contentOf))).filter(content => content.includes(String(repeated)));
    expect(holding).toHaveLength(1);
  });

  it('tells of files that are not of these records', async () => {
    const { names } = await writeRecordFiles(folder, records(3));
    expect((await writeRecordFiles(folder, records(4))).strangers).toEqual(names);
  });

  it('writes nothing for no records', async () => {
    expect(await writeRecordFiles(folder, [])).toEqual({ names: [], strangers: [] });
    expect(await readdir(folder)).toEqual([]);
  });
});
