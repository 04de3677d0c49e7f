import type { FaultRunArguments } from './command-line';
import type { WriterFaults } from './fault-pipeline';
import { RunProgress } from './run-progress';

/** @returns how many seeds failed */
export async function runWriterSeeds(
  pipeline: string,
  writer: WriterFaults,
  { plant, seed, writerSeeds }: Pick<FaultRunArguments, 'plant' | 'seed' | 'writerSeeds'>,
): Promise<number> {
  if (writerSeeds === 0) return 0;
  const progress = new RunProgress(`${pipeline}: the job's writer on Spark`, writerSeeds);
  let failed = 0;
  await writer.run({
    firstSeed: seed,
    seeds: writerSeeds,
    plant,
    report: line => process.stderr.write(`${line}\n`),
    onResult: ({ scenario, seed: done, violations }) => {
      progress.done(violations.length > 0);
      if (violations.length === 0) return;
      failed++;
      const planted = plant === undefined ? '' : ` --plant ${plant}`;
      console.log(
        `\nSeed ${done} of the writer fails (${scenario}):\n${violations
          .slice(0, 3)
          .map(what => `  ${what}`)
          .join('\n')}\nReplay:  npx pnpm faults ${pipeline} --seeds 0 --writer-seeds 1 --seed ${done}${planted}\n`,
      );
    },
  });
  progress.end();
  console.log(
    `${pipeline}: ${writerSeeds} seeds of the job's writer on Spark from ${seed} in ${progress.seconds.toFixed(1)} s, ${failed} failed`,
  );
  return failed;
}
