import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateRecords } from '@audit-bridge/sample-records';
import { sampleRecordsOptions } from '../src/records/generated-source';
import { bridgeOnLocal, daysOfHistory } from './bridge-on-local';
import { command, inTerminal, localCommand, root, said } from './local-command';
import { processTree, stillRunning } from './processes';

const samples = process.env.AUDIT_BRIDGE_SAMPLES ?? join(root, '../shared/samples');
const sampleFiles = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.jsonl'));

/** pnpm as a program, or as a script for Node. */
const pnpmPath = process.env.npm_execpath;
const pnpm = pnpmPath?.includes('pnpm') ? [...(/\.[cm]?js$/.test(pnpmPath) ? [process.execPath] : []), pnpmPath] : undefined;

/** A machine that other tests keep busy. */
const runTimeout = 240_000;

describe('npx pnpm local', () => {
  const local = localCommand();
  const { start, run } = local;

  const file = (name: string) => readFile(join(local.folder, name), 'utf8');
  const lines = async (name: string) => (await file(name)).split('\n').slice(0, -1);
  const figures = async () => JSON.parse(await file('report.json'))['cloudtrail-lake'];
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

  it(
    'takes every generated record to its end, and adds nothing the second time',
    async () => {
      const generated = [...generateRecords(sampleRecordsOptions({ count: 2000, seed: 1 }))];
      const refused: Record<string, number> = {};
      for (const { expected } of generated) if (expected !== 'record') refused[expected] = (refused[expected] ?? 0) + 1;

      const first = await run('cloudtrail-lake');
      expect(first).toMatchObject({
        exitCode: 0,
        text: expect.stringMatching(/records in +2,000\n[\s\S]*\nVerified cloudtrail-lake: .* nothing lost/),
      });
      const report = await figures();
      expect(report).toMatchObject({ recordsIn: 2000, refused, unaccounted: [] });
      expect(report.accepted + report.duplicates + sum(report.refused)).toBe(2000);
      const events = await lines('cloudtrail-lake/events.jsonl');
      expect(events).toHaveLength(report.accepted);
      expect(new Set(events).size).toBe(report.accepted);
      const failed = await file('cloudtrail-lake/failed-events.jsonl');

      expect(await run('cloudtrail-lake')).toMatchObject({ exitCode: 0, text: expect.stringMatching(/new in the folder +0\n/) });
      expect(await lines('cloudtrail-lake/events.jsonl')).toEqual(events);
      expect(await file('cloudtrail-lake/failed-events.jsonl')).toBe(failed);
      expect(await figures()).toMatchObject({ ...report, seconds: expect.any(Number), newEvents: 0 });
    },
    2 * runTimeout,
  );

  it(
    'delivers to CloudWatch Logs too, and then stays up for bridge until a signal',
    async () => {
      const words = ['cloudtrail-lake', 'access-keys', '--destination', 'cloudwatch-logs', '--records', '500', '--users', '20', '--keep'];
      const started = start([...command, ...words, '--output', local.folder]);
      await said(started, /In another terminal you can try\n.*bridge feed local cloudtrail-lake/);
      const { accepted, recordsIn, duplicates, refused } = await figures();
      expect(recordsIn).toBe(500);
      expect(accepted + duplicates + sum(refused)).toBe(500);
      expect(await lines('cloudtrail-lake/events.jsonl')).toHaveLength(accepted);

      const bridge = bridgeOnLocal(local.folder);
      const known = await bridge.metric('EventsAccepted', 'activity-log-processor');
      expect(known).toBeGreaterThanOrEqual(accepted);
      expect(await bridge.run('feed', 'local', 'cloudtrail-lake', '--count', '40', '--unmappable', '0', '--yes')).toMatchObject({
        exitCode: 0,
        text: expect.stringContaining('40 of 40 records sent.'),
      });
      expect(await bridge.run('sandbox', 'feed', 'local', '--count', '20', '--unmappable', '0', '--seed', '20', '--yes')).toMatchObject({
        exitCode: 0,
        text: expect.stringContaining('cloudtrail-lake: 20 of 20 records sent.'),
      });
      // The schedule goes on, and what it finds goes the whole way.
      while ((await bridge.metric('EventsAccepted', 'activity-log-processor')) < known + 60) await sleep(200);
      // Two buckets, a table, a log group and queues; three groups of Azure.
      const { text } = await bridge.run('sandbox', 'list', 'local', '--json');
      const listed = JSON.parse(text.slice(text.indexOf('{'))) as { readonly sandboxes: readonly object[] };
      expect(listed.sandboxes).toEqual([
        expect.objectContaining({
          owner: 'here',
          madeAt: expect.any(String),
          lastEventAt: expect.any(String),
          awsResources: 11,
          azureResourceGroups: 3,
        }),
      ]);
      expect(await bridge.run('sandbox', 'down', 'local', '--yes')).toMatchObject({
        exitCode: 2,
        text: expect.stringMatching(/goes with Ctrl-C there\. Nothing was done/),
      });
      // What Azure knows of three days ago was never exported.
      const backfill = () => bridge.run('backfill', 'local', 'cloudtrail-lake', '--source', 'rest', ...daysOfHistory(), '--yes');
      expect(await backfill()).toMatchObject({ exitCode: 0, text: expect.stringMatching(/\n2\d\d sent\.$/) });
      expect(await backfill()).toMatchObject({ exitCode: 0, text: expect.stringMatching(/\n0 sent, 2\d\d there already\.$/) });
      const verified = await bridge.run('verify', 'local', '--last', '5d', '--settle', '1m');
      expect(verified).toMatchObject({ exitCode: 0, text: expect.stringMatching(/\nall .*\n[\s\S]*Nothing is lost/) });
      const redriven = await bridge.run('redrive', 'local', 'cloudtrail-lake', '--dry-run');
      expect(redriven).toMatchObject({ exitCode: 0, text: expect.stringContaining('queue audit-bridge-local-here-failed-events, about') });
      expect(redriven.text).toContain('refused again (MalformedJson)');
      expect(await bridge.run('redrive', 'local', 'security-lake')).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining('was started without security-lake'),
      });

      const tree = processTree(started.child.pid ?? 0);
      // main, moto, Azurite and three functions at least.
      expect(tree.length).toBeGreaterThanOrEqual(6);
      process.kill(started.child.pid ?? 0, 'SIGINT');
      expect(await started.exited).toEqual([0, null]);
      expect(stillRunning(tree)).toEqual([]);
      expect(await bridgeOnLocal(local.folder).run('redrive', 'local', 'cloudtrail-lake')).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining('No local environment is up'),
      });
    },
    runTimeout,
  );

  it(
    'leaves no process behind on Ctrl-C in a terminal, and takes up the interrupted run',
    async () => {
      const started = start([...inTerminal, ...command, 'cloudtrail-lake', '--output', local.folder, '--records', '4000']);
      const { child, output, exited } = started;
      await said(started, /[1-9]\d* events accepted/);
      const tree = processTree(child.pid ?? 0);
      // main, moto, Azurite and the functions at least.
      expect(tree.length).toBeGreaterThanOrEqual(6);
      child.stdin?.write('\u0003');
      expect(await exited).toEqual([130, null]);
      expect(output.text.match(/Stopped by SIGINT/g)).toHaveLength(1);
      expect(stillRunning(tree)).toEqual([]);

      expect(await run('cloudtrail-lake', '--records', '4000')).toMatchObject({ exitCode: 0 });
      const { accepted, newEvents } = await figures();
      expect(newEvents).toBeLessThan(accepted);
      expect(await lines('cloudtrail-lake/events.jsonl')).toHaveLength(accepted);
    },
    2 * runTimeout,
  );

  const pnpmSuite = pnpm === undefined ? describe.skip : describe;
  pnpmSuite('under pnpm (skipped without npm_execpath, which pnpm sets)', () => {
    it.each(['SIGTERM', 'SIGKILL'] as const)(
      'leaves no process behind when pnpm alone gets %s',
      async name => {
        // Without a terminal the progress is told every five seconds: many records, so that there is something to stop by then.
        const started = start([...(pnpm ?? []), 'local', 'cloudtrail-lake', '--output', local.folder, '--records', '40000']);
        const { child } = started;
        await said(started, /[1-9][\d,]* events accepted/);
        const tree = processTree(child.pid ?? 0);
        expect(tree.length).toBeGreaterThanOrEqual(7);
        child.kill(name);
        // pnpm may take its script along without asking it: then only the pipes to the emulators tell them.
        while (stillRunning(tree).length > 0) await sleep(50);
      },
      runTimeout,
    );
  });

  it.each([
    ['a pipeline that is not there', ['access-key'], "There is no pipeline 'access-key'"],
    ['an unknown option', ['--inptu', 'x'], 'Unknown argument: inptu'],
    ['no records', ['--records', '0'], '--records takes a whole number of at least 1'],
  ])('refuses %s', async (_, args, message) => {
    expect(await run(...args)).toMatchObject({ exitCode: 2, text: expect.stringContaining(message) });
  });

  it('names an input that is not there', async () => {
    expect(await run('--input', 'missing.json')).toMatchObject({ exitCode: 1, text: expect.stringContaining('there is no such file') });
  });

  const suite = existsSync(samples) ? describe : describe.skip;
  suite('with real exports (skipped without the shared samples)', () => {
    it(
      'takes every record to its end',
      async () => {
        const paths = sampleFiles(samples).map(name => join(samples, name));
        expect(await run('cloudtrail-lake', '--input', ...paths)).toMatchObject({ exitCode: 0 });
        const { recordsIn, accepted, duplicates, refused, unaccounted } = await figures();
        let sampleLines = 0;
        for (const path of paths) sampleLines += (await readFile(path, 'utf8')).split('\n').filter(line => line.trim() !== '').length;
        expect(unaccounted).toEqual([]);
        expect(recordsIn).toBe(sampleLines);
        expect(accepted + duplicates + sum(refused)).toBe(recordsIn);
        expect(await lines('cloudtrail-lake/events.jsonl')).toHaveLength(accepted);
        expect(await lines('cloudtrail-lake/failed-events.jsonl')).toHaveLength(sum(refused));
      },
      runTimeout,
    );
  });
});
