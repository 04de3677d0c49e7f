import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deterministicZip } from './deterministic-zip';
import { GlueScriptsNotBundledError } from './errors';
import type { GlueScriptArtifact } from './glue-script-artifact';
import { replaceFile } from './replace-file';
import { sha256 } from './sha256';

export interface BundleGlueScriptsOptions {
  /** The checkout's root, absolute. @default the one that this file stands in */
  readonly root?: string;
}

const ownRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** The job's entry script, and the package that it imports. */
const scriptPath = 'glue-scripts/stream_job.py';
const sourceFolder = 'glue-scripts/src';

/** Parts of the package that Glue never runs: the run on one machine, and the check of its results. They import what Glue does not have. */
const leftOut = ['audit_bridge/local/', 'audit_bridge/validation/'];

/**
 * Zips the Python package as `--extra-py-files` wants it: the package's folder at the top.
 *
 * @throws {GlueScriptsNotBundledError} when there is no script or no package
 */
export async function bundleGlueScripts({ root = ownRoot }: BundleGlueScriptsOptions = {}): Promise<GlueScriptArtifact> {
  const script = await readFile(join(root, scriptPath)).catch(cause => {
    throw new GlueScriptsNotBundledError(scriptPath, { cause });
  });
  const files = await packageFiles(join(root, sourceFolder));
  if (files.size === 0) throw new GlueScriptsNotBundledError(`${sourceFolder}/audit_bridge`);
  const zip = deterministicZip(files);
  const packagePath = join(root, 'dist/audit_bridge.zip');
  await mkdir(join(root, 'dist'), { recursive: true });
  await replaceFile(packagePath, zip);
  return { scriptPath: join(root, scriptPath), scriptSha256: sha256(script), packagePath, packageSha256: sha256(zip) };
}

async function packageFiles(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter(entry => entry.isFile() && entry.name.endsWith('.py')).map(entry => join(entry.parentPath, entry.name));
  const named = paths.map(path => [relative(folder, path).split(sep).join('/'), path] as const);
  const wanted = named.filter(([name]) => !leftOut.some(prefix => name.startsWith(prefix)));
  return new Map(await Promise.all(wanted.map(async ([name, path]) => [name, await readFile(path)] as const)));
}
