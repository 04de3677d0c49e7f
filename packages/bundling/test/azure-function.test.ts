import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { type BundleProgress, bundleFunctions } from '../src/bundle-functions';
import { bundlingRules } from '../src/bundling-rule';
import { exceedsLimit, sizeReport } from '../src/size-report';

const hostSettings = '{ "version": "2.0", "extensions": { "eventHubs": { "maxEventBatchSize": 10 } } }\n';

const files: Record<string, string> = {
  'functions/forwarder/package.json': '{ "type": "module" }',
  'functions/forwarder/host.json': hostSettings,
  'functions/forwarder/local.settings.json': '{ "Values": { "KEY": "secret" } }',
  'functions/forwarder/src/handler.ts': `
    import { app } from '@azure/functions';
    app.eventHub('forward', { handler: async (messages: readonly string[]) => messages.length });`,
  // As the real library does: the module that registers is made up by the Functions worker.
  'node_modules/@azure/functions/package.json': '{ "name": "@azure/functions", "main": "index.js" }',
  'node_modules/@azure/functions/index.js': `
    let core; try { core = require('@azure/functions-core'); } catch {}
    exports.app = { eventHub: (name, options) => core?.registerFunction(name, options.handler) };`,
};

/** Loads the unpacked bundle as the Functions worker does: by `require`, with the made-up module behind a hook. */
const worker = `
  const Module = require('node:module');
  const load = Module._load;
  Module._load = (request, ...rest) =>
    request === '@azure/functions-core'
      ? { registerFunction: async (name, handler) => console.log(name, await handler(['one', 'two'])) }
      : load(request, ...rest);
  require(process.argv[1]);`;

describe('bundling an Azure function', () => {
  const folders: string[] = [];
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-'));
    folders.push(folder);
    return folder;
  };

  function checkout(changes: Record<string, string | undefined> = {}): string {
    const root = newFolder();
    for (const [path, content] of Object.entries({ ...files, ...changes })) {
      if (content === undefined) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return root;
  }

  async function bundle(root: string): Promise<BundleProgress> {
    const seen: BundleProgress[] = [];
    await bundleFunctions({ root, onProgress: progress => seen.push(progress) });
    const [progress] = seen;
    if (progress === undefined) throw new Error('no function was bundled');
    return progress;
  }

  const entriesOf = (path: string) =>
    Object.fromEntries(Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));

  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('packs a function app: the bundle, the file that names it, the settings byte for byte, and nothing else of the folder', async () => {
    const { artifact } = await bundle(checkout());
    const entries = entriesOf(artifact.path);
    expect(artifact.kind).toBe('azure');
    expect(Object.keys(entries)).toEqual(['host.json', 'index.cjs', 'package.json']);
    expect(entries['host.json']).toBe(hostSettings);
    expect(JSON.parse(entries['package.json'] ?? '')).toEqual({ main: 'index.cjs' });
  });

  it('registers its functions with the module that only the worker has', async () => {
    const { artifact } = await bundle(checkout());
    const entry = join(newFolder(), 'index.cjs');
    writeFileSync(entry, entriesOf(artifact.path)['index.cjs'] ?? '');
    expect(execFileSync(process.execPath, ['-e', worker, entry], { encoding: 'utf8' })).toBe('forward 2\n');
  });

  it('gives the same zip from two checkouts', async () => {
    expect((await bundle(checkout())).artifact.sha256).toBe((await bundle(checkout())).artifact.sha256);
  });

  it('bundles again after a change of the settings', async () => {
    const root = checkout();
    const before = await bundle(root);
    writeFileSync(join(root, 'functions/forwarder/host.json'), '{ "version": "2.0" }');
    const after = await bundle(root);
    expect([after.unchanged, (await bundle(root)).unchanged]).toEqual([false, true]);
    expect(after.artifact.sha256).not.toBe(before.artifact.sha256);
  });

  it('bundles again when a function of Lambda becomes one of Azure, and back', async () => {
    const root = checkout({ 'functions/forwarder/host.json': undefined });
    expect((await bundle(root)).artifact.kind).toBe('lambda');
    writeFileSync(join(root, 'functions/forwarder/host.json'), hostSettings);
    const { artifact } = await bundle(root);
    expect(Object.keys(entriesOf(artifact.path))).toContain('index.cjs');
    rmSync(join(root, 'functions/forwarder/host.json'));
    await bundle(root);
    expect(Object.keys(entriesOf(artifact.path))).toEqual(['index.mjs']);
  });

  it.each([
    ['that are no JSON', '{ "version": "2.0", }'],
    ['of another version', '{ "version": "3.0" }'],
    ['that are no object', 'null'],
  ])('refuses settings %s, which the host could not start with', async (_what, content) => {
    const root = checkout({ 'functions/forwarder/host.json': content });
    await expect(bundle(root)).rejects.toThrow(/functions\/forwarder cannot be bundled.*\n {2}host\.json: must be/);
  });

  it('refuses what is empty in CommonJS', async () => {
    const root = checkout({ 'functions/forwarder/src/handler.ts': 'console.log(import.meta.dirname);' });
    await expect(bundle(root)).rejects.toThrow(/functions\/forwarder\/src\/handler\.ts:1: "import.meta" is not available/);
  });

  it('is measured against the limit of its kind', async () => {
    const bundled = await bundle(checkout());
    const sized = {
      ...bundled,
      artifact: { ...bundled.artifact, sizeBytes: (bundlingRules.lambda.sizeLimitBytes + bundlingRules.azure.sizeLimitBytes) / 2 },
    };
    expect(exceedsLimit(sized)).toBe(false);
    expect(sizeReport(sized)).toContain('of the 600 kB limit');
    expect(exceedsLimit({ ...sized, artifact: { ...sized.artifact, kind: 'lambda' } })).toBe(true);
  });
});
