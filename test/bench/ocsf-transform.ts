import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePythonEnvironment } from '@audit-bridge/local';
import { repositoryRoot } from '../../scripts/repository-root';
import { sampleLines } from './processing/repeated-blob';

const run = promisify(execFile);
/** More would not change what a row costs, and take longer to make than to transform. */
const distinctRecords = 20_000;

export interface OcsfSpeed {
  /** Of each turn. */
  readonly seconds: { readonly transform: readonly number[]; readonly reference: readonly number[] };
}

export interface OcsfMemory {
  readonly peakMegabytes: number;
}

/** Runs `glue-scripts/benches/ocsf_transform.py` in a process of its own. */
export function measureOcsfSpeed(rows: number, rounds: number): Promise<OcsfSpeed> {
  return measure('speed', rows, rounds) as Promise<OcsfSpeed>;
}

export function measureOcsfMemory(rows: number): Promise<OcsfMemory> {
  return measure('memory', rows, 1) as Promise<OcsfMemory>;
}

async function measure(what: 'speed' | 'memory', rows: number, rounds: number): Promise<unknown> {
  const python = await ensurePythonEnvironment({ lockFile: join(repositoryRoot, 'glue-scripts/requirements.lock') });
  const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-bench-ocsf-'));
  try {
    const lines = join(folder, 'records.jsonl');
    await writeFile(lines, sampleLines(Math.min(rows, distinctRecords)));
    const script = join(repositoryRoot, 'glue-scripts/benches/ocsf_transform.py');
    const options = ['--lines', lines, '--rows', String(rows), '--rounds', String(rounds), '--work', join(folder, 'work')];
    const { stdout } = await run(python, [script, what, ...options], { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } finally {
    await rm(folder, { recursive: true });
  }
}
