import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment, UserValueName } from '@audit-bridge/config';
import { terminalCapabilities } from '@audit-bridge/terminal';
import type { Argv } from 'yargs';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { readDuration } from '../date-range/read-moment';
import { destinationsOf } from '../destinations/destinations-of';
import type { MeteredDestination } from '../destinations/metered-destination';
import type { EventFilter } from '../events/destination';
import { eventLine } from './event-line';
import { follow } from './follow';
import { NewEvents } from './new-events';
import { toJson } from './shown-event';

interface TailArguments {
  readonly actor: string | undefined;
  readonly operation: string | undefined;
  readonly status: string | undefined;
  readonly pipeline: string | undefined;
  readonly since: string;
  readonly every: number;
  readonly once: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

/** An environment without the pipelines that fill a lake has nothing to tail. */
export class NoDestinationError extends Error {
  override readonly name = 'NoDestinationError';

  constructor(environment: string, pipeline: string | undefined) {
    super(
      pipeline === undefined
        ? `${environment} has neither cloudtrail-lake nor security-lake: no lake is filled.`
        : `${environment} has no pipeline ${pipeline}: leave --pipeline out, or take the other one.`,
    );
  }
}

const pipelines = ['cloudtrail-lake', 'security-lake'] as const;
const maxFilterCharacters = 256;

/** `bridge tail ENV` */
export const tailCommand: EnvironmentCommand<TailArguments> = {
  name: 'tail',
  summary: 'Shows new events as they arrive in the lakes, a line each',
  needs: neededToAsk,
  options,
  run,
};

/** The names of what is asked are made from them. */
export function neededToAsk(_: Environment): readonly UserValueName[] {
  return ['awsAccountId', 'azureSubscriptionId'];
}

function options(command: Argv): Argv<TailArguments> {
  return command
    .option('actor', { type: 'string', requiresArg: true, describe: 'Only of those whose name or id has this in it, in any case' })
    .option('operation', {
      type: 'string',
      requiresArg: true,
      describe: 'Only those whose operation has this in it, in any case: storageAccounts/delete',
    })
    .option('status', {
      type: 'string',
      requiresArg: true,
      describe: 'Only those of this status: Success, Failure, or the word of what is no outcome, like Accepted',
    })
    .option('pipeline', { type: 'string', choices: pipelines, defaultDescription: 'both', describe: 'Only of this lake' })
    .option('since', {
      type: 'string',
      default: '1h',
      requiresArg: true,
      describe: 'How far back events are looked for, each time: 90m, 24h, 7d',
    })
    .option('every', { type: 'number', default: 30, describe: 'Seconds between two questions, 5 or more' })
    .option('once', { type: 'boolean', default: false, describe: 'Ask once, and end' })
    .option('limit', { type: 'number', default: 200, describe: 'Events to show of one answer, the newest' })
    .check(({ actor = '', every, limit, operation = '', since, status = '' }) => {
      if (!(every >= 5)) return '--every takes seconds, 5 or more: each question costs.';
      if (!Number.isSafeInteger(limit) || limit < 1) return '--limit takes a whole number, 1 or more.';
      if ([actor, operation, status].some(text => text.length > maxFilterCharacters))
        return `A filter has ${maxFilterCharacters} characters at most.`;
      return readDuration('--since', since) > 0;
    })
    .epilogue(
      'A line has the time (UTC), status, actor, operation, resource, the beginning of the subscription, and the lake. An event that both lakes hold is shown once.\nAzure tells of an event minutes after it happened: one that arrives later than --since is not shown.\nWith --json each event is a JSON document on a line of its own, at once.\nEach question costs what it scans of --since: in CloudTrail Lake the events of that time, in Athena a few columns of the files of its days (10 MB at least). CloudWatch Logs asks nothing for it. The sum is told at the end.\nCtrl-C ends it with 0: what was followed has no other end.',
    ) as Argv<TailArguments>;
}

async function run(context: EnvironmentContext, chosen: TailArguments): Promise<number> {
  const { environment, interruption, print, progress, resultLine } = context;
  const { every, json = false, limit, once, pipeline, since } = chosen;
  const destinations = destinationsOf(context).filter(destination => pipeline === undefined || destination.pipeline === pipeline);
  if (destinations.length === 0) throw new NoDestinationError(environment.name, pipeline);
  if (!json) for (const { description, pipeline: name } of destinations) print(`${name}: ${description}`);
  const capabilities = terminalCapabilities(process.stdout);
  const shown = await follow({
    events: new NewEvents(destinations, filterOf(chosen)),
    sinceMilliseconds: readDuration('--since', since),
    everyMilliseconds: once ? undefined : every * 1000,
    limit,
    now: Date.now,
    wait: milliseconds => sleep(milliseconds, undefined, { signal: interruption.signal }).catch(() => {}),
    interruption,
    print,
    progress,
    show: event => (json ? resultLine(toJson(event)) : print(eventLine(event, capabilities))),
  });
  print(`${shown.toLocaleString('en')} events shown.${describeCost(destinations)}`);
  return 0;
}

function filterOf({ actor, operation, status }: TailArguments): EventFilter {
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(operation === undefined ? {} : { operation }),
    ...(status === undefined ? {} : { status }),
  };
}

/** Both services bill by what their queries scan. */
export function describeCost(destinations: readonly MeteredDestination[]): string {
  const megabytes = destinations.reduce((sum, destination) => sum + destination.scannedBytes(), 0) / 1_000_000;
  return megabytes === 0 ? '' : ` The questions scanned ${Math.ceil(megabytes).toLocaleString('en')} MB.`;
}
