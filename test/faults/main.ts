import { type FaultRunArguments, parseArgs } from './command-line';
import { pipelineOf, pipelines } from './pipelines';
import { describeFailure } from './print-failure';
import { RunProgress } from './run-progress';
import { runSeeds } from './run-seeds';
import { runWriterSeeds } from './run-writer-seeds';

/** Failing seeds that are shown in full; the others are counted. */
const shownFailures = 3;

const args = await parseArgs(process.argv.slice(2), pipelines);
let failures = 0;
for (const name of args.pipelines) {
  const { plants, writer } = pipelineOf(name);
  // A planted bug is looked for where it is: what it cannot break would only tell that it holds.
  const isWanted = (known: readonly string[]) => args.plant === undefined || known.includes(args.plant);
  if (isWanted(plants)) failures += await simulate(name, args);
  if (args.schedules > 0 && args.plant === undefined) failures += await emulate(name, args);
  if (writer !== undefined && isWanted(writer.plants)) failures += await runWriterSeeds(name, writer, args);
}
process.exitCode = failures > 0 ? 1 : 0;

async function simulate(pipeline: string, { plant, seed, seeds, trace }: FaultRunArguments): Promise<number> {
  if (seeds === 0) return 0;
  const progress = new RunProgress(`${pipeline}: simulator`, seeds);
  const failing: number[] = [];
  const totals = await runSeeds({
    pipeline,
    firstSeed: seed,
    seeds,
    plant,
    onResult: result => {
      if (result.violations.length > 0) failing.push(result.seed);
      progress.done(result.violations.length > 0);
    },
  });
  progress.end();
  for (const failed of failing.sort((one, other) => one - other).slice(0, shownFailures)) {
    // Replayed for its trace: a seed takes the same steps again.
    console.log(`\n${describeFailure(pipeline, await pipelineOf(pipeline).simulate(failed, plant), { wholeTrace: trace, plant })}`);
  }
  console.log(
    `${pipeline}: ${seeds} seeds from ${seed} in ${progress.seconds.toFixed(1)} s (${Math.round((seeds / progress.seconds) * 60)} a minute), ${totals.failed} failed; ` +
      `${totals.lines} lines, ${totals.deliveries} deliveries, ${totals.crashes} crashes, ${Math.round(totals.virtualHours)} hours of virtual time`,
  );
  if (trace && failing.length === 0 && seeds === 1) console.log((await pipelineOf(pipeline).simulate(seed, plant)).trace().join('\n'));
  return totals.failed;
}

async function emulate(pipeline: string, { schedules, schedule }: FaultRunArguments): Promise<number> {
  const progress = new RunProgress(`${pipeline}: bundled functions on emulators`, schedules);
  const emulated = await pipelineOf(pipeline).startEmulated();
  let failed = 0;
  try {
    for (let number = schedule; number < schedule + schedules; number++) {
      const { faults, violations } = await emulated.run(number);
      progress.done(violations.length > 0);
      if (violations.length === 0) continue;
      failed++;
      const reasons = violations.slice(0, 3).map(({ about, what }) => `  ${what}${about === undefined ? '' : `\n    in ${about}`}`);
      console.log(
        `\nSchedule ${number} fails (${faults}):\n${reasons.join('\n')}\nReplay:  npx pnpm faults ${pipeline} --seeds 0 --schedule ${number} --schedules 1\n`,
      );
    }
  } finally {
    await emulated.stop();
  }
  progress.end();
  console.log(`${pipeline}: ${schedules} schedules with the bundled functions in ${progress.seconds.toFixed(1)} s, ${failed} failed`);
  return failed;
}
