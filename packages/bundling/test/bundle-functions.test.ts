import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { type BundleProgress, bundleFunctions } from '../src/bundle-functions';
import { FunctionNotBundledError, UnknownFunctionError } from '../src/errors';

const files: Record<string, string> = {
  'functions/greeter/package.json': '{ "type": "module" }',
  'functions/greeter/src/handler.ts': `
    import { platform } from 'platform-name';
    import { greet } from '@ours/greeting';
    export async function handler(event: { name: string }): Promise<string> { return greet(event.name) + ' on ' + platform(); }`,
  'packages/greeting/package.json': '{ "name": "@ours/greeting", "exports": "./src/index.ts" }',
  'packages/greeting/src/index.ts': 'export const greet = (name: string): string => "Hello " + name;',
  'node_modules/@ours/greeting/package.json': '{ "name": "@ours/greeting", "exports": "../../../packages/greeting/src/index.ts" }',
  'node_modules/platform-name/package.json': '{ "name": "platform-name", "main": "index.js" }',
  'node_modules/platform-name/index.js': "const os = require('os'); exports.platform = () => typeof os.platform();",
};

describe('bundleFunctions', () => {
  const roots: string[] = [];

  function checkout(prefix = 'audit-bridge-'): string {
    const root = mkdtempSync(join(tmpdir(), prefix));
    roots.push(root);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    // The way pnpm links a workspace package.
    rmSync(join(root, 'node_modules/@ours/greeting'), { recursive: true });
    execFileSync('ln', ['-s', join(root, 'packages/greeting'), join(root, 'node_modules/@ours/greeting')]);
    return root;
  }

  async function bundle(root: string): Promise<BundleProgress> {
    const seen: BundleProgress[] = [];
    await bundleFunctions({ root, onProgress: progress => seen.push(progress) });
    const [progress] = seen;
    if (progress === undefined) throw new Error('no function was bundled');
    return progress;
  }

  afterAll(() => {
    for (const root of roots) rmSync(root, { recursive: true });
  });

  it('gives the same zip from two checkouts, another working directory and another time zone', async () => {
    const here = await bundle(checkout());
    const elsewhere = checkout('a-checkout-with-quite-another-path-');
    const script = `
      import { bundleFunctions } from ${JSON.stringify(join(__dirname, '../src/bundle-functions.ts'))};
      const { greeter } = await bundleFunctions({ root: ${JSON.stringify(elsewhere)} });
      console.log(greeter.sha256);`;
    const tsx = pathToFileURL(require.resolve('tsx')).href;
    const output = execFileSync(process.execPath, ['--import', tsx, '--input-type=module', '-e', script], {
      cwd: tmpdir(),
      env: { ...process.env, TZ: 'Asia/Kathmandu' },
      encoding: 'utf8',
    });
    expect(output.trim()).toBe(here.artifact.sha256);
  });

  it('writes one readable entry without a path of the machine in it', async () => {
    const root = checkout();
    const { artifact } = await bundle(root);
    const zip = readFileSync(artifact.path);
    const entries = unzipSync(zip);
    expect(Object.keys(entries)).toEqual(['index.mjs']);
    expect(Buffer.from(entries['index.mjs'] ?? []).toString()).not.toContain(root);
    // Upper half of the external attributes in the central directory: Unix permissions.
    const centralDirectory = zip.indexOf(Buffer.from('PK\x01\x02'));
    expect(zip.readUInt32LE(centralDirectory + 38) >>> 16).toBe(0o100644);
    expect(artifact.sizeBytes).toBe(zip.byteLength);
  });

  it('gives a handler that runs, with a CommonJS dependency inside', async () => {
    const root = checkout();
    const { artifact } = await bundle(root);
    const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-unzipped-'));
    roots.push(folder);
    writeFileSync(join(folder, 'index.mjs'), unzipSync(readFileSync(artifact.path))['index.mjs'] ?? '');
    const script = `const { handler } = await import(${JSON.stringify(pathToFileURL(join(folder, 'index.mjs')).href)}); console.log(await handler({ name: 'Ada' }));`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe('Hello Ada on string\n');
  });

  it('keeps the source map beside the zip', async () => {
    const root = checkout();
    await bundle(root);
    const map = JSON.parse(readFileSync(join(root, 'dist/greeter.mjs.map'), 'utf8')) as { sources: string[] };
    expect(map.sources).toContain('../packages/greeting/src/index.ts');
  });

  it('does not bundle again what has not changed', async () => {
    const root = checkout();
    const first = await bundle(root);
    const writtenAt = statSync(first.artifact.path).mtimeMs;
    const second = await bundle(root);
    expect([first.unchanged, second.unchanged]).toEqual([false, true]);
    expect(second.artifact).toEqual(first.artifact);
    expect(statSync(first.artifact.path).mtimeMs).toBe(writtenAt);
  });

  it.each([
    ['a source of a package', 'packages/greeting/src/index.ts', 'export const greet = () => "Bye";'],
    ['a library', 'node_modules/platform-name/index.js', 'exports.platform = () => "moon";'],
    ['the exports of a package', 'packages/greeting/package.json', '{ "name": "@ours/greeting",  "exports": "./src/index.ts" }'],
    ['the zip itself', 'dist/greeter.zip', 'damaged'],
  ])('bundles again after a change of %s', async (_what, path, content) => {
    const root = checkout();
    await bundle(root);
    writeFileSync(join(root, path), content);
    expect((await bundle(root)).unchanged).toBe(false);
    expect((await bundle(root)).unchanged).toBe(true);
  });

  it('bundles again when an input is gone, and says what is missing', async () => {
    const root = checkout();
    await bundle(root);
    rmSync(join(root, 'node_modules/platform-name'), { recursive: true });
    await expect(bundle(root)).rejects.toThrow(/functions\/greeter\/src\/handler\.ts:2: Could not resolve "platform-name"/);
  });

  it('names the place of a syntax error', async () => {
    const root = checkout();
    appendFileSync(join(root, 'packages/greeting/src/index.ts'), '\nexport const = 1;');
    const attempt = bundleFunctions({ root });
    await expect(attempt).rejects.toThrow(FunctionNotBundledError);
    await expect(attempt).rejects.toThrow(/packages\/greeting\/src\/index\.ts:2/);
  });

  it('names the functions that there are when another one is asked for', async () => {
    const attempt = bundleFunctions({ root: checkout(), names: ['greter'] });
    await expect(attempt).rejects.toThrow(UnknownFunctionError);
    await expect(attempt).rejects.toThrow('There are: greeter.');
  });

  it('tells which origin brings how many bytes', async () => {
    const { origins } = await bundle(checkout());
    expect(Object.keys(origins).sort()).toEqual(['functions/greeter', 'packages/greeting', 'platform-name']);
  });
});
