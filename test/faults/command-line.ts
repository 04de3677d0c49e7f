import yargs from 'yargs';
import { type FaultPipeline, plantsOf } from './fault-pipeline';

export interface FaultRunArguments {
  readonly pipelines: readonly string[];
  readonly seeds: number;
  /** The first seed. */
  readonly seed: number;
  readonly trace: boolean;
  readonly plant: string | undefined;
  readonly schedules: number;
  /** The first schedule. */
  readonly schedule: number;
  readonly writerSeeds: number;
}

/** Reads the command line; ends the process with a message when it cannot be read. */
export async function parseArgs(argv: readonly string[], known: ReadonlyMap<string, FaultPipeline>): Promise<FaultRunArguments> {
  const names = [...known.keys()];
  const plants = [...new Set([...known.values()].flatMap(plantsOf))];
  const args = await yargs(argv)
    .scriptName('faults')
    .usage(
      'npx pnpm faults --seeds N [--seed S] [PIPELINE...]\n\nRuns pipelines through faults and accounts for every record. Exits with 1 when a seed or a schedule fails.',
    )
    .option('seeds', {
      type: 'number',
      default: 500,
      describe: 'Seeds for the simulator: the real use cases on simulated services, in virtual time',
    })
    .option('seed', { type: 'number', describe: 'The first seed; a seed and a commit replay a run exactly [default: by the time of day]' })
    .option('schedules', { type: 'number', default: 0, describe: 'Schedules with the bundled functions on the emulators' })
    .option('schedule', { type: 'number', default: 1, describe: 'The first of these schedules' })
    .option('writer-seeds', {
      type: 'number',
      default: 5,
      describe: "Seeds for the streaming job's writer on a real Spark (security-lake); seconds each. The first is --seed too",
    })
    .option('trace', { type: 'boolean', default: false, describe: 'Show every step of the seeds that fail, or of a single one' })
    .option('plant', {
      type: 'string',
      choices: plants,
      describe: 'Put a known bug into the part that has a place for it, and run that part alone: its seeds must fail',
    })
    .check(values => {
      for (const name of ['seeds', 'schedules', 'schedule', 'writer-seeds'] as const)
        if (!Number.isSafeInteger(values[name]) || values[name] < 0) throw new Error(`--${name} takes a whole number`);
      const unknown = values._.find(name => !names.includes(String(name)));
      if (unknown !== undefined) throw new Error(`There is no pipeline "${unknown}". Take one of: ${names.join(', ')}`);
      const { plant } = values;
      const chosen = values._.length > 0 ? values._.map(String) : names;
      if (plant !== undefined && !chosen.some(name => plantsIn(known.get(name)).includes(plant)))
        throw new Error(`None of ${chosen.join(', ')} has a place for the bug "${plant}"`);
      return true;
    })
    .strictOptions()
    .version(false)
    .epilogue(`Pipelines: ${names.join(', ')} (all of them when none is named). docs/faults.md tells what is simulated and what must hold.`)
    .parseAsync();
  const named = args._.map(String);
  return {
    pipelines: named.length > 0 ? named : names,
    seeds: args.seeds,
    seed: args.seed ?? Math.floor(Date.now() / 1000) % 1_000_000_000,
    trace: args.trace,
    plant: args.plant,
    schedules: args.schedules,
    schedule: args.schedule,
    writerSeeds: args.writerSeeds,
  };
}

const plantsIn = (pipeline: FaultPipeline | undefined) => (pipeline === undefined ? [] : plantsOf(pipeline));
