import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';

const lockfile = 'pnpm-lock.yaml';

/**
 * The files that decide about a bundle: what esbuild read, and what told it where to look (the `exports` of our packages, the lockfile).
 * Paths are relative to the root, sorted.
 */
export function bundleInputs(metafile: Metafile, root: string): readonly string[] {
  const inputs = new Set(Object.keys(metafile.inputs));
  for (const path of [...inputs]) {
    if (!path.includes('node_modules/')) inputs.add(nearestManifest(path, root));
  }
  if (existsSync(join(root, lockfile))) inputs.add(lockfile);
  return [...inputs].sort();
}

function nearestManifest(path: string, root: string): string {
  const manifest = join(dirname(path), 'package.json');
  return existsSync(join(root, manifest)) || dirname(path) === '.' ? manifest : nearestManifest(dirname(path), root);
}
