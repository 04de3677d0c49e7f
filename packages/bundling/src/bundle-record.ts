import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version as esbuildVersion } from 'esbuild';
import type { FunctionKind } from './function-kind';
import { sha256 } from './sha256';

/** What the last bundling of a function was made from, kept as `dist/<name>.json`: nothing of it changed, nothing to do. */
export interface BundleRecord {
  readonly rule: string;
  readonly kind: FunctionKind;
  /** Lower-case hex SHA-256 per path relative to the checkout's root. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly zipSha256: string;
  /** Bytes of the bundle before compression, per library or package of ours. */
  readonly origins: Readonly<Record<string, number>>;
}

const ownSources = fileURLToPath(new URL('.', import.meta.url));

/** Stands for everything but the inputs that decides about the bytes of a zip: this package and esbuild. The lockfile is an input. */
export const currentRule = sha256(
  [
    esbuildVersion,
    ...readdirSync(ownSources)
      .sort()
      .map(name => readFileSync(join(ownSources, name), 'utf8')),
  ].join('\0'),
);

/** @returns undefined when there is no record, or one that cannot be read: the function is bundled again */
export async function readBundleRecord(path: string): Promise<BundleRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as BundleRecord;
  } catch {
    return undefined;
  }
}

/** Hashes files below a root; one that is gone makes the result undefined. */
export async function hashInputs(root: string, paths: readonly string[]): Promise<Record<string, string> | undefined> {
  try {
    const hashes: Record<string, string> = {};
    // One after the other: thousands of files at once would all be in memory together.
    for (const path of paths) hashes[path] = sha256(await readFile(join(root, path)));
    return hashes;
  } catch {
    return undefined;
  }
}

/** Whether bundling again as this kind of function would give the recorded zip. */
export async function isCurrent(record: BundleRecord, root: string, kind: FunctionKind): Promise<boolean> {
  if (record.rule !== currentRule || record.kind !== kind) return false;
  const now = await hashInputs(root, Object.keys(record.inputs));
  return now !== undefined && Object.entries(record.inputs).every(([path, hash]) => now[path] === hash);
}
