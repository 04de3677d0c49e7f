import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlingRules } from '@audit-bridge/bundling';
import { build } from 'esbuild';
import { repositoryRoot } from '../../../scripts/repository-root';
import type { Bench } from '../bench';
import { limitRow } from '../bench-row';
import { measureProcess } from '../child-process';
import { functionEnvironment } from '../function-environment';
import { median } from '../measure';

const maxMegabytes = 256;

/** Whether a blob's size shows in the function's memory. */
export const memory: Bench = {
  name: 'memory',
  purpose: 'peak memory of a process that takes a 1 GB blob through the processor',
  async run({ quick, progress }) {
    const blobMegabytes = quick ? 64 : 1000;
    const rounds = quick ? 1 : 3;
    progress(`peak memory of a ${blobMegabytes} MB blob, ${rounds} times`);
    const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-bench-memory-'));
    try {
      const program = join(folder, 'process-large-blob.mjs');
      await build({
        ...bundlingRules.lambda.buildOptions,
        write: true,
        sourcemap: false,
        absWorkingDir: repositoryRoot,
        entryPoints: ['test/bench/processing/process-large-blob.ts'],
        outfile: program,
      });
      const peaks: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const { peakMegabytes, seconds } = await measureProcess([program, String(blobMegabytes)], functionEnvironment);
        progress(`  ${peakMegabytes.toFixed(0)} MB after ${seconds.toFixed(0)} s`);
        peaks.push(peakMegabytes);
      }
      return [limitRow(`peak memory of a ${quick ? '64 MB' : '1 GB'} blob`, 'MB', median(peaks), maxMegabytes)];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
