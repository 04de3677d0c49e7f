import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentRule } from './bundle-record';
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
  const packagePath = join(root, 'dist/audit_bridge.zip');
  const packageSha256 = (await unchangedZip(root, packagePath, files)) ?? (await writeZip(root, packagePath, files));
  return { scriptPath: join(root, scriptPath), scriptSha256: sha256(script), packagePath, packageSha256 };
}

type Files = ReadonlyMap<string, Uint8Array>;

/** What the zip was made from; nothing of it changed, nothing to do. */
interface ZipRecord {
  readonly rule: string;
  readonly contents: string;
  readonly zipSha256: string;
}

const recordPath = 'dist/audit_bridge.json';

async function unchangedZip(root: string, packagePath: string, files: Files): Promise<string | undefined> {
  try {
    const { rule, contents, zipSha256 } = JSON.parse(await readFile(join(root, recordPath), 'utf8')) as ZipRecord;
    const isCurrent = rule === currentRule && contents === contentsOf(files) && zipSha256 === sha256(await readFile(packagePath));
    return isCurrent ? zipSha256 : undefined;
  } catch {
    // No record, or no zip: it is written anew.
    return undefined;
  }
}

async function writeZip(root: string, packagePath: string, files: Files): Promise<string> {
  const zip = deterministicZip(files);
  const record: ZipRecord = { rule: currentRule, contents: contentsOf(files), zipSha256: sha256(zip) };
  await mkdir(join(root, 'dist'), { recursive: true });
  await replaceFile(packagePath, zip);
  await replaceFile(join(root, recordPath), JSON.stringify(record));
  return record.zipSha256;
}

function contentsOf(files: Files): string {
  return sha256(JSON.stringify([...files].map(([name, content]) => [name, sha256(content)])));
}

async function packageFiles(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter(entry => entry.isFile() && entry.name.endsWith('.py')).map(entry => join(entry.parentPath, entry.name));
  const named = paths.map(path => [relative(folder, path).split(sep).join('/'), path] as const);
  const wanted = named.filter(([name]) => !leftOut.some(prefix => name.startsWith(prefix)));
  // The order in which a folder is read differs from machine to machine.
  wanted.sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(await Promise.all(wanted.map(async ([name, path]) => [name, await readFile(path)] as const)));
}
