import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOutputFolder } from '../src/security-lake/output-folder';

const input = { input: '2 records', fingerprint: 'one' };

describe('openOutputFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'security-lake-folder-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function fill() {
    const output = await openOutputFolder(folder, input);
    for (const path of [output.lake, output.quarantine, output.parked, output.work, output.records]) {
      await mkdir(path, { recursive: true });
      await writeFile(join(path, 'result'), 'x');
    }
    return output;
  }

  it('keeps the results, and what the job knows, for the same input', async () => {
    const { lake, quarantine, parked, work, records } = await fill();
    expect(await openOutputFolder(folder, input)).toMatchObject({ replaced: undefined });
    for (const path of [lake, quarantine, parked, work, records]) expect(existsSync(join(path, 'result'))).toBe(true);
  });

  it('replaces the results of another input, and tells which', async () => {
    const { lake, quarantine, parked, work, records } = await fill();
    expect(await openOutputFolder(folder, { input: 'others', fingerprint: 'two' })).toMatchObject({ replaced: '2 records' });
    for (const path of [lake, quarantine, parked, work, records]) expect(existsSync(path)).toBe(false);
  });
});
