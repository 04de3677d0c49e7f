import { hash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lakeColumns } from '@audit-bridge/lake-queries';
import { generateRecords } from '@audit-bridge/sample-records';
import { sampleRecordsOptions } from '../src/records/generated-source';
import { Lake } from '../src/security-lake/lake';
import { command, inTerminal, localCommand } from './local-command';
import { processTree, stillRunning } from './processes';

/** A machine that other tests keep busy. */
const runTimeout = 240_000;
const recordCount = 120;

describe('npx pnpm local security-lake', () => {
  const local = localCommand({ keeps: true });
  const generated = [...generateRecords(sampleRecordsOptions({ count: recordCount, seed: 1 }))];
  const refused = generated.filter(({ expected }) => expected !== 'record');

  const run = (...args: string[]) => local.run('security-lake', ...args);
  const figures = async () => JSON.parse(await readFile(join(local.folder, 'report.json'), 'utf8'))['security-lake'];
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

  async function filesBelow(folder: string): Promise<Record<string, string>> {
    const names = await readdir(join(local.folder, 'security-lake', folder), { recursive: true, withFileTypes: true });
    const files = names.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    const contents = await Promise.all(files.map(async path => `${hash('sha256', await readFile(path))} ${(await stat(path)).mtimeMs}`));
    return Object.fromEntries(files.map((path, index) => [path, contents[index] ?? '']));
  }

  it(
    'leaves no process behind on Ctrl-C in a terminal while Spark runs',
    async () => {
      const { child, output, exited } = local.start([
        ...inTerminal,
        ...command,
        'security-lake',
        '--output',
        local.folder,
        '--records',
        `${recordCount}`,
      ]);
      while (!output.text.includes('Processing what lies in the input folder')) await sleep(20);
      const tree = processTree(child.pid ?? 0);
      // The terminal, main, moto, Azurite, the function, Python and its Java at least.
      expect(tree.length).toBeGreaterThanOrEqual(7);
      child.stdin?.write('\u0003');
      expect(await exited).toEqual([130, null]);
      expect(output.text.match(/Stopped by SIGINT/g)).toHaveLength(1);
      expect(stillRunning(tree)).toEqual([]);
    },
    runTimeout,
  );

  it(
    'takes up the interrupted run, and takes every record to its end',
    async () => {
      expect(await run('--records', `${recordCount}`)).toMatchObject({ exitCode: 0, text: expect.stringMatching(/OCSF errors +0\n/) });
      const report = await figures();
      expect(report).toMatchObject({
        recordsIn: recordCount,
        unaccounted: [],
        unexpected: [],
        contradictions: [],
        validation: { errors: 0 },
      });
      expect(report.written + report.repeated + sum(report.quarantined) + sum(report.parked) + report.routed).toBe(recordCount);
      expect(report.newRows).toBe(report.written);
      expect(report.validation.rows).toBe(report.written);
      // A record in another subscription's blob is refused where there are blobs; a message has none.
      const misplaced = refused.filter(({ expected }) => expected === 'SubscriptionMismatch').length;
      expect(sum(report.quarantined) + sum(report.parked)).toBe(refused.length - misplaced);
    },
    runTimeout,
  );

  it('keeps the lake in the layout and with the columns that the questions expect', async () => {
    const lake = await Lake.open(join(local.folder, 'security-lake/lake'));
    const columns = await lake.rows('SELECT lower(column_name) FROM (DESCRIBE FROM azure) ORDER BY 1');
    lake.close();
    expect(columns.flat()).toEqual([...lakeColumns].sort());
    for (const path of Object.keys(await filesBelow('lake'))) {
      expect(path).toMatch(/\/lake\/region=[a-z0-9-]+\/accountId=external(_[0-9a-f-]{36})?\/eventDay=\d{8}\/[^/]+\.parquet$/);
    }
  });

  it(
    'adds no object and changes no byte the second time',
    async () => {
      const folders = ['lake', 'quarantine', 'parked', 'cloudtrail-samples'];
      const before = await Promise.all(folders.map(filesBelow));
      const report = await figures();
      const second = await run('--records', `${recordCount}`);
      expect(second).toMatchObject({ exitCode: 0, text: expect.stringMatching(/new in the folder +0\n/) });
      for (const title of ['Azure and AWS side by side', 'Failures by actor', 'Actors seen for the first time'])
        expect(second.text).toContain(title);
      expect(await Promise.all(folders.map(filesBelow))).toEqual(before);
      expect(await figures()).toEqual({ ...report, newRows: 0, seconds: expect.any(Number) });
    },
    runTimeout,
  );

  it(
    'takes a real export, and replaces the results of another input',
    async () => {
      const call = (fields: object) => ({
        eventTimestamp: '2026-03-02T10:00:00.1234567Z',
        category: { value: 'Administrative', localizedValue: 'Administrative' },
        operationName: { value: 'Microsoft.Storage/storageAccounts/delete', localizedValue: 'Delete Storage Account' },
        resourceId: '/subscriptions/AAAAAAAA-0000-4000-8000-000000000009/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a',
        status: { value: 'Succeeded' },
        eventDataId: 'bbbbbbbb-0000-4000-8000-000000000001',
        ...fields,
      });
      const path = join(local.folder, 'export.json');
      const value = [
        call({}),
        call({ caller: 'ann@quillfern.example' }),
        call({ eventTimestamp: undefined }),
        { category: 'SignInLogs', time: '2026-03-02T10:00:00Z' },
      ];
      await writeFile(path, JSON.stringify({ value, nextLink: 'https://management.example.com/' }, undefined, 2));
      const { exitCode, text } = await run('--input', path);
      expect(exitCode).toBe(0);
      expect(text).toMatch(/subscriptions aaaaaaaa-0000-4000-8000-000000000009\n/);
      expect(text).toMatch(/held the results of 120 generated records \(seed 1\): replaced/);
      expect(await figures()).toMatchObject({
        recordsIn: 4,
        written: 2,
        conflicts: 1,
        quarantined: { MissingTime: 1, ForeignLog: 1 },
        parked: {},
        unaccounted: [],
        contradictions: [],
      });
    },
    runTimeout,
  );
});
