import { join } from 'node:path';
import { ensurePythonEnvironment } from '@audit-bridge/local/emulators/python-environment';
import { glueScriptsFolder, startPythonModule } from '@audit-bridge/local/security-lake/python-module';
import type { WriterFaults, WriterRunProps, WriterSeed } from '../fault-pipeline';

/** The streaming job's writer: crashes between its steps, replays that read more or less, runs that overtake one another (`glue-scripts/faults`). */
export const streamWriter: WriterFaults = {
  plants: ['source-read-twice', 'random-object-names', 'leftovers-stay', 'no-fence', 'batch-number-alone'],
  run,
};

/** Failed seeds make the module end so; what they are stands in its lines. */
const seedsFailed = 1;

async function run({ firstSeed, onResult, plant, report, seeds }: WriterRunProps): Promise<void> {
  const python = await ensurePythonEnvironment({ lockFile: join(glueScriptsFolder, 'requirements.lock'), report });
  let done = 0;
  let isSummed = false;
  const module = startPythonModule({
    python,
    module: 'faults',
    args: ['--seeds', String(seeds), '--from', String(firstSeed), ...(plant === undefined ? [] : ['--plant', plant])],
    onOutput: line => {
      const told = JSON.parse(line) as WriterSeed | { readonly seeds: number };
      if ('seeds' in told) isSummed = true;
      else {
        done++;
        onResult(told);
      }
    },
    // Spark's own warnings: what went wrong stands in the error of a module that ends badly.
    onProgress: () => undefined,
    expectedExitCodes: [0, seedsFailed],
  });
  await module.ended;
  if (done !== seeds || !isSummed) throw new WriterRunError(done, seeds);
}

export class WriterRunError extends Error {
  override readonly name = 'WriterRunError';

  constructor(done: number, seeds: number) {
    super(`The writer's run ended after ${done} of ${seeds} seeds. Run it by itself for its own words: python -m faults, in glue-scripts.`);
  }
}
