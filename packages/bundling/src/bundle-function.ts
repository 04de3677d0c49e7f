import { mkdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type BuildFailure, build } from 'esbuild';
import { bundleInputs } from './bundle-inputs';
import { bundleOrigins } from './bundle-origins';
import { type BundleRecord, currentRule, hashInputs, isCurrent, readBundleRecord } from './bundle-record';
import { bundlingRules } from './bundling-rule';
import { FunctionNotBundledError } from './errors';
import type { FunctionArtifact } from './function-artifact';
import { type FunctionKind, functionKind } from './function-kind';
import { functionZip, packagedFiles } from './function-zip';
import { replaceFile } from './replace-file';
import { sha256 } from './sha256';

export interface BundledFunction {
  readonly artifact: FunctionArtifact;
  /** Nothing had changed since the last bundling. */
  readonly unchanged: boolean;
  readonly origins: BundleRecord['origins'];
}

/**
 * Bundles `functions/<name>` into `dist/<name>.zip`, with its source map beside it; does nothing when nothing has changed.
 *
 * @throws {FunctionNotBundledError} when the sources do not bundle
 */
export async function bundleFunction(root: string, name: string): Promise<BundledFunction> {
  const kind = functionKind(root, name);
  const dist = join(root, 'dist');
  const zipPath = join(dist, `${name}.zip`);
  const recordPath = join(dist, `${name}.json`);

  const record = await readBundleRecord(recordPath);
  if (record !== undefined && (await isCurrent(record, root, kind))) {
    const zip = await readFile(zipPath).catch(() => undefined);
    if (zip !== undefined && sha256(zip) === record.zipSha256) {
      return { artifact: artifactOf(name, kind, zipPath, zip), unchanged: true, origins: record.origins };
    }
  }

  const { code, map, metafile } = await runEsbuild(root, name, kind);
  const zip = await functionZip(root, name, kind, code);
  const artifact = artifactOf(name, kind, zipPath, zip);
  const origins = bundleOrigins(metafile);
  const inputs = await hashInputs(root, [...bundleInputs(metafile, root), ...packagedFiles(name, kind)]);
  await mkdir(dist, { recursive: true });
  await replaceFile(zipPath, zip);
  await replaceFile(join(dist, `${name}${extension(kind)}.map`), map);
  // An input that vanished meanwhile leaves no record: the next run bundles again.
  if (inputs !== undefined) {
    const next: BundleRecord = { rule: currentRule, kind, inputs, zipSha256: artifact.sha256, origins };
    await replaceFile(recordPath, JSON.stringify(next));
  }
  return { artifact, unchanged: false, origins };
}

/** Of the bundle: `.mjs` or `.cjs`. */
const extension = (kind: FunctionKind) => extname(bundlingRules[kind].entryName);

async function runEsbuild(root: string, name: string, kind: FunctionKind) {
  try {
    const { outputFiles, metafile } = await build({
      ...bundlingRules[kind].buildOptions,
      absWorkingDir: root,
      entryPoints: [`functions/${name}/src/handler.ts`],
      outfile: `dist/${name}${extension(kind)}`,
    });
    const contentOf = (suffix: string) => outputFiles.find(file => file.path.endsWith(suffix))?.contents ?? new Uint8Array();
    return { code: contentOf(extension(kind)), map: contentOf('.map'), metafile };
  } catch (error) {
    throw new FunctionNotBundledError(name, (error as Partial<BuildFailure>).errors ?? [], { cause: error });
  }
}

function artifactOf(name: string, kind: FunctionKind, path: string, zip: Uint8Array): FunctionArtifact {
  return { name, kind, path, sha256: sha256(zip), sizeBytes: zip.byteLength };
}
