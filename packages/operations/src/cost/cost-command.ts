import type { Argv } from 'yargs';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { CommandLineError } from '../command-line/command-line-error';
import { estimate } from './estimate';
import { leftOut } from './left-out';
import { measureBytes } from './measured-bytes';
import { oldestReading, printEstimate, recalledPrices } from './print-estimate';

interface CostArguments {
  readonly eventsPerDay: number;
  readonly keys: number;
  readonly all: boolean;
}

const defaultEventsPerDay = 100_000;
const defaultKeys = 1_000;

/** `bridge cost ENV` */
export const costCommand: EnvironmentCommand<CostArguments> = {
  name: 'cost',
  summary: 'Estimates what an environment costs in a month, and what drives it; asks no cloud',
  needs: () => [],
  options: (command: Argv): Argv<CostArguments> =>
    command
      .option('events-per-day', {
        type: 'number',
        default: defaultEventsPerDay,
        describe: 'Activity log records a day, of all collected subscriptions together',
      })
      .option('keys', { type: 'number', default: defaultKeys, describe: 'Access keys, of all reported accounts together' })
      .option('all', { type: 'boolean', default: false, describe: 'Every item, not the dearest ones alone' })
      .epilogue(
        "From list prices that stand in one file with their dates, the environment's settings, and the bytes of generated records.",
      ) as never,
  run,
};

async function run({ environment, print, result }: EnvironmentContext, { all, eventsPerDay, keys }: CostArguments): Promise<number> {
  for (const [name, value] of Object.entries({ 'events-per-day': eventsPerDay, keys }))
    if (!(Number.isFinite(value) && value >= 0))
      throw new CommandLineError(`--${name} wants a number of 0 or more, like --${name} 100000.`);
  const found = estimate(environment, { eventsPerDay, keys, bytes: measureBytes() });
  printEstimate(found, all, print);
  const { byEvents, bytes, fixed, items, pipelines, total } = found;
  result({
    currency: 'USD',
    pricesReadOn: oldestReading(),
    recalledPrices: recalledPrices(found),
    eventsPerDay,
    keys,
    bytesPerEvent: bytes,
    total,
    fixed,
    byEvents,
    pipelines,
    items,
    leftOut,
  });
  return 0;
}
