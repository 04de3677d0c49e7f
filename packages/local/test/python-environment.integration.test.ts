import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePythonEnvironment } from '../src/emulators/python-environment';

/** A package without dependencies, small and pure Python. */
const lock = (hash: string) => `xmltodict==1.0.4 --hash=sha256:${hash}\n`;
const hashOfWheel = 'a4a00d300b0e1c59fc2bfccb53d7b2e88c32f200df138a0dd2229f842497026a';

describe('ensurePythonEnvironment', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'python-environment-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const withCache = () => ({ ...process.env, XDG_CACHE_HOME: join(folder, 'cache') });
  const cached = () => readdir(join(folder, 'cache/audit-bridge/python'));

  async function lockFile(name: string, content: string): Promise<string> {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }

  /** A path with nothing but a stand-in for `python3` on it, which answers the probe. */
  async function onlyPython(answer: string): Promise<NodeJS.ProcessEnv> {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'python3'), `#!/bin/sh\necho "${answer}"\n`);
    await chmod(join(bin, 'python3'), 0o755);
    return { PATH: bin };
  }

  it('installs once, also when two ask at the same time', async () => {
    const props = { lockFile: await lockFile('small.lock', lock(hashOfWheel)), env: withCache() };
    const [interpreter, other] = await Promise.all([ensurePythonEnvironment(props), ensurePythonEnvironment(props)]);
    expect(other).toBe(interpreter);
    expect(execFileSync(interpreter, ['-c', 'import xmltodict; print(xmltodict.__name__)']).toString()).toBe('xmltodict\n');
    expect(await cached()).toEqual([expect.stringMatching(/^small-[0-9a-f]{16}$/)]);

    const lines: string[] = [];
    expect(await ensurePythonEnvironment({ ...props, report: line => lines.push(line) })).toBe(interpreter);
    expect(lines).toEqual([]);
  }, 120_000);

  it('refuses a package with another hash, and leaves nothing half made', async () => {
    const props = { lockFile: await lockFile('small.lock', lock('0'.repeat(64))), env: withCache() };
    await expect(ensurePythonEnvironment(props)).rejects.toThrow(/small\.lock could not be installed[\s\S]*hash/i);
    expect(await cached()).toEqual([]);
  }, 120_000);

  it.each([
    ['3.11 False', 'sudo apt install python3.11-venv'],
    ['3.9 True', 'only 3.9 was found on the path. Install python3.11'],
  ])('says what to install where python3 answers "%s"', async (answer, advice) => {
    const props = { lockFile: await lockFile('small.lock', lock(hashOfWheel)), env: await onlyPython(answer) };
    await expect(ensurePythonEnvironment(props)).rejects.toThrow(advice);
  });

  it('says what to install where there is no Python', async () => {
    const props = { lockFile: await lockFile('small.lock', lock(hashOfWheel)), env: { PATH: folder } };
    await expect(ensurePythonEnvironment(props)).rejects.toThrow('no Python was found');
  });
});
