import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFunctions, bundlingRules, type FunctionArtifact } from '@audit-bridge/bundling';
import { unzipSync } from 'fflate';
import type { Bench, BenchOptions } from '../bench';
import { type BenchRow, benchRow, limitRow } from '../bench-row';
import { runInFreshProcess } from '../child-process';
import { functionEnvironment } from '../function-environment';
import { bundleLibrariesAlone } from '../libraries-alone';
import { measureInTurns } from '../measure';

/** What a cold start pays for our own code, and the size of each zip. */
export const importTime: Bench = {
  name: 'import',
  purpose: 'import of each bundled handler in a fresh process, against importing its libraries alone; its zip',
  async run(options) {
    const artifacts = Object.values(await bundleFunctions());
    const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-bench-import-'));
    try {
      const rows: BenchRow[] = [];
      for (const artifact of artifacts) rows.push(await importRow(artifact, folder, options), zipRow(artifact));
      return rows;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function zipRow({ name, kind, sizeBytes }: FunctionArtifact): BenchRow {
  return limitRow(`zip of ${name}`, 'kB', sizeBytes / 1000, bundlingRules[kind].sizeLimitBytes / 1000);
}

async function importRow({ name, kind, path }: FunctionArtifact, folder: string, { quick, progress }: BenchOptions): Promise<BenchRow> {
  const rounds = quick ? 1 : 41;
  progress(`import of ${name}, ${rounds} times, and of its libraries alone`);
  const { entryName } = bundlingRules[kind];
  const handler = join(folder, `${name}-${entryName}`);
  const libraries = join(folder, `${name}-libraries-${entryName}`);
  await writeFile(handler, unzipSync(await readFile(path))[entryName] ?? new Uint8Array());
  await writeFile(libraries, await bundleLibrariesAlone(name, kind));
  const { value, reference } = await measureInTurns(rounds, {
    value: () => importMilliseconds(handler),
    reference: () => importMilliseconds(libraries),
  });
  return benchRow(`import of ${name}`, 'ms', value, reference, { comparison: '<=', ratio: 1.2 });
}

async function importMilliseconds(file: string): Promise<number> {
  const url = JSON.stringify(pathToFileURL(file).href);
  const code = `const startedAt = performance.now(); await import(${url}); const result = performance.now() - startedAt;`;
  return Number(await runInFreshProcess(code, functionEnvironment));
}
