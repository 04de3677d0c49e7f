import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundledFunction, bundleFunction } from './bundle-function';
import { UnknownFunctionError } from './errors';
import type { FunctionArtifact } from './function-artifact';

export interface BundleProgress extends BundledFunction {
  readonly milliseconds: number;
}

export interface BundleFunctionsOptions {
  /** The checkout's root, absolute. @default the one that this file stands in */
  readonly root?: string;
  /** Which functions. @default all of them */
  readonly names?: readonly string[];
  /** Called as each function is done. */
  readonly onProgress?: (progress: BundleProgress) => void;
}

const ownRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/**
 * Bundles functions into deterministic zips, each only when something has changed since the last time.
 *
 * @returns the artifacts by function name
 * @throws {UnknownFunctionError} when a name is none of the checkout's functions
 * @throws {FunctionNotBundledError} when a function's sources do not bundle
 */
export async function bundleFunctions(options: BundleFunctionsOptions = {}): Promise<Record<string, FunctionArtifact>> {
  const root = options.root ?? ownRoot;
  const known = functionNames(root);
  const names = options.names ?? known;
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) throw new UnknownFunctionError(unknown, known);

  const artifacts = await Promise.all(
    names.map(async name => {
      const startedAt = performance.now();
      const bundled = await bundleFunction(root, name);
      options.onProgress?.({ ...bundled, milliseconds: performance.now() - startedAt });
      return [name, bundled.artifact] as const;
    }),
  );
  return Object.fromEntries(artifacts);
}

/** The folders of `functions/` that have a handler, sorted. */
export function functionNames(root: string): readonly string[] {
  const folder = join(root, 'functions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => existsSync(join(folder, name, 'src/handler.ts')))
    .sort();
}
