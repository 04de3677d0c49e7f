import { hash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRecord } from '@audit-bridge/activity-log';
import { lakeColumns } from '@audit-bridge/lake-queries';
import type { EnvironmentStatus } from '@audit-bridge/operations/status/pipeline-status';
import { generateRecords } from '@audit-bridge/sample-records';
import { inputRecords } from '../src/input/input-records';
import { sampleRecordsOptions } from '../src/records/generated-source';
import { Lake } from '../src/security-lake/lake';
import { bridgeOnLocal, daysOfHistory } from './bridge-on-local';
import { command, inTerminal, localCommand, said } from './local-command';
import { processTree, stillRunning } from './processes';

/** A machine that other tests keep busy. */
const runTimeout = 420_000;

/** Records of the REST interface: two different ones with one id, one without a time. */
const restCall = (fields: object) => ({
  eventTimestamp: '2026-03-02T10:00:00.1234567Z',
  category: { value: 'Administrative', localizedValue: 'Administrative' },
  operationName: { value: 'Microsoft.Storage/storageAccounts/delete', localizedValue: 'Delete Storage Account' },
  resourceId: '/subscriptions/AAAAAAAA-0000-4000-8000-000000000009/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a',
  status: { value: 'Succeeded' },
  eventDataId: 'bbbbbbbb-0000-4000-8000-000000000001',
  ...fields,
});
const restPage = { value: [restCall({}), restCall({ caller: 'ann@quillfern.example' }), restCall({ eventTimestamp: undefined })] };

/** What is no JSON goes into a message of its own, which is parked as it is; what the stream job refuses keeps the reason's name. */
const places: Readonly<Record<string, string>> = { MalformedJson: 'MalformedMessage', InvalidUtf8: 'MalformedMessage' };

// One input for all runs: Spark takes most of their time.
describe('npx pnpm local security-lake', () => {
  const local = localCommand({ keeps: true });
  const exportPath = () => join(local.folder, 'export.jsonl');
  const originPath = () => join(local.folder, 'security-lake/input.json');
  const figures = async () => JSON.parse(await readFile(join(local.folder, 'report.json'), 'utf8'))['security-lake'];
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

  beforeAll(async () => {
    const generated = [...generateRecords({ ...sampleRecordsOptions({ count: 120, seed: 1 }), unmappable: 0.3 })];
    const repeated = generated.filter(({ expected }) => expected === 'record').slice(0, 2);
    const records = [...generated, ...repeated].map(({ bytes }) => bytes);
    const lines = [Buffer.from(JSON.stringify(restPage)), ...records].flatMap(line => [line, Buffer.from('\n')]);
    await writeFile(exportPath(), Buffer.concat(lines));
  });

  async function filesBelow(folder: string): Promise<Record<string, string>> {
    const entries = await readdir(join(local.folder, 'security-lake', folder), { recursive: true, withFileTypes: true });
    const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    const states = await Promise.all(paths.map(async path => `${hash('sha256', await readFile(path))} ${(await stat(path)).mtimeMs}`));
    return Object.fromEntries(paths.map((path, index) => [path, states[index] ?? '']));
  }

  it(
    'leaves no process behind on Ctrl-C in a terminal while Spark runs',
    async () => {
      const words = ['security-lake', '--output', local.folder, '--input', exportPath()];
      const started = local.start([...inTerminal, ...command, ...words]);
      const { child, output, exited } = started;
      await said(started, /Processing what lies in the input folder/);
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
    'takes up the interrupted run, takes every record to its end, and says so when it is asked for its status',
    async () => {
      const expected: Record<string, number> = {};
      for await (const record of inputRecords(exportPath())) {
        const outcome = readRecord(record);
        const place = outcome.kind === 'record' ? 'lake' : (places[outcome.reason] ?? outcome.reason);
        expected[place] = (expected[place] ?? 0) + 1;
      }
      const { lake = 0, MalformedMessage, NotAnObject, TooDeep, ...quarantined } = expected;

      const origin = await readFile(originPath());
      const started = local.start([...command, '--output', local.folder, 'security-lake', '--input', exportPath(), '--keep']);
      await said(started, /In another terminal you can try\n/);
      const asked = await bridgeOnLocal(local.folder).run('status', 'local', '--json');
      process.kill(started.child.pid ?? 0, 'SIGINT');
      expect(await started.exited).toEqual([0, null]);
      // Nothing else came while it was kept, which only this test knows: the next run has the same input.
      await writeFile(originPath(), origin);
      const { text } = started.output;
      expect(text).toMatch(/OCSF errors +0\n/);
      expect(text).toMatch(/subscriptions .*aaaaaaaa-0000-4000-8000-000000000009/);
      const report = await figures();
      expect(report).toMatchObject({ unaccounted: [], unexpected: [], contradictions: [], validation: { errors: 0 }, conflicts: 1 });
      expect(report.recordsIn).toBe(sum(expected));
      expect(report.written + report.repeated).toBe(lake);
      expect(report.repeated).toBeGreaterThanOrEqual(2);
      expect(report.quarantined).toEqual(quarantined);
      expect(report.parked).toEqual({ MalformedMessage, NotAnObject, TooDeep });
      expect(report.newRows).toBe(report.written);
      expect(report.validation.rows).toBe(report.written);

      const [pipeline] = (JSON.parse(asked.text.slice(asked.text.indexOf('{'))) as EnvironmentStatus).pipelines;
      const total = (name: string) =>
        pipeline?.hub?.counts.find(count => count.name === name)?.perHour.reduce((all, count) => all + count, 0);
      expect(['taken', 'forwarded', 'parked', 'lost'].map(total)).toEqual([report.messages, report.forwarded, sum(report.parked), 0]);
      expect(pipeline).toMatchObject({ lagSeconds: expect.any(Number), hub: { lagSeconds: expect.any(Number) } });
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

  it('keeps parked records readable, with their reason and place', async () => {
    const lines = (await readFile(join(local.folder, 'security-lake/parked/MalformedMessage.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength((await figures()).parked.MalformedMessage);
    for (const line of lines) {
      const { reason, partitionId, sequenceNumber, text, bytesBase64 } = JSON.parse(line);
      expect({ reason, partitionId, sequenceNumber }).toEqual({
        reason: 'MalformedMessage',
        partitionId: expect.any(String),
        sequenceNumber: expect.any(Number),
      });
      expect(typeof (text ?? bytesBase64)).toBe('string');
    }
  });

  /** As environment `local`: a feed, and what Azure knows of three days ago and never exported. */
  async function takesWhatIsSentLater(): Promise<void> {
    const bridge = bridgeOnLocal(local.folder);
    expect(await bridge.run('feed', 'local', 'security-lake', '--count', '60', '--unmappable', '0.2', '--yes')).toMatchObject({
      exitCode: 0,
    });
    const backfill = () => bridge.run('backfill', 'local', 'security-lake', '--source', 'rest', ...daysOfHistory(), '--yes');
    expect(await backfill()).toMatchObject({ exitCode: 0, text: expect.stringMatching(/\n2\d\d sent\.$/) });
    const verify = () => bridge.run('verify', 'local', '--last', '5d');
    let verified = await verify();
    while (/too early to say/.test(verified.text)) {
      await sleep(1_000);
      verified = await verify();
    }
    expect(verified).toMatchObject({ exitCode: 0, text: expect.stringMatching(/\nNothing is lost, and nothing is doubled\.$/) });
    expect(await backfill()).toMatchObject({ exitCode: 0, text: expect.stringMatching(/\n0 sent, 2\d\d there already\.$/) });
  }

  it(
    'adds no object and changes no byte the second time, and then stays up for what is sent later',
    async () => {
      const folders = ['lake', 'quarantine', 'parked', 'cloudtrail-samples'];
      const before = await Promise.all(folders.map(filesBelow));
      const report = await figures();
      const words = ['security-lake', '--output', local.folder, '--input', exportPath(), '--keep'];
      const kept = local.start([...command, ...words]);
      await said(kept, /In another terminal you can try\n.*bridge feed local security-lake/);
      const { text } = kept.output;
      expect(text).toMatch(/new in the folder +0\n[\s\S]*\nVerified security-lake: .* nothing lost/);
      for (const title of [
        'Azure and AWS side by side',
        'Failures by actor',
        'Actors seen for the first time',
        'What was deleted',
        'Role assignments',
      ]) {
        expect(text).toContain(`\n${title}\n`);
      }
      expect(await Promise.all(folders.map(filesBelow))).toEqual(before);
      expect(await figures()).toEqual({ ...report, newRows: 0, seconds: expect.any(Number) });

      await takesWhatIsSentLater();
      process.kill(kept.child.pid ?? 0, 'SIGINT');
      expect(await kept.exited).toEqual([0, null]);
    },
    runTimeout,
  );
});
