import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '@audit-bridge/bundling';
import type { Bench } from '../bench';
import { limitRow } from '../bench-row';
import { measureProcess, type ProcessFigures } from '../child-process';
import { median } from '../measure';

const maxSeconds = 5;
const maxMegabytes = 300;

/** What everybody waits for who changes a stack. The functions are bundled already, as they are on every run but the first. */
export const synth: Bench = {
  name: 'synth',
  purpose: 'synth of all environments: time and peak memory',
  async run({ quick, progress }) {
    const rounds = quick ? 1 : 5;
    progress(`synth of all environments, ${rounds} times`);
    await bundleFunctions();
    const runs: ProcessFigures[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-bench-synth-'));
      runs.push(await measureProcess(['--import', 'tsx', 'stacks/main.ts'], { CDKTF_OUTDIR: folder }));
      await rm(folder, { recursive: true });
    }
    return [
      limitRow('synth time', 's', median(runs.map(run => run.seconds)), maxSeconds),
      limitRow('synth memory', 'MB', median(runs.map(run => run.peakMegabytes)), maxMegabytes),
    ];
  },
};
