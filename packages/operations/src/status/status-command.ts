import { setTimeout as sleep } from 'node:timers/promises';
import type { UserValueName } from '@audit-bridge/config';
import { terminalCapabilities } from '@audit-bridge/terminal';
import type { Argv } from 'yargs';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { describeStatus } from './describe-status';
import { problemsOf } from './problems-of';
import { readStatus } from './read-status';

interface StatusArguments {
  readonly hours: number;
  readonly watch: boolean;
  readonly every: number;
}

const needed: readonly UserValueName[] = ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'];
const minEverySeconds = 10;
/** CloudWatch keeps hours for 455 days; the newest event is looked for in as many. */
const maxHours = 336;
const clearScreen = '\u001b[2J\u001b[H';

/** `bridge status ENV` */
export const statusCommand: EnvironmentCommand<StatusArguments> = {
  name: 'status',
  summary: 'Tells how each pipeline is: the newest event, lag, counts, failure places, triggers, alarms, and what nobody collects from',
  needs: () => needed,
  options,
  run,
};

function options(command: Argv): Argv<StatusArguments> {
  return command
    .option('hours', { type: 'number', default: 24, requiresArg: true, describe: 'How far back counts and newest events are looked for' })
    .option('watch', { type: 'boolean', default: false, describe: 'Look again and again, until Ctrl-C; with --json a line each time' })
    .option('every', { type: 'number', default: 60, requiresArg: true, describe: 'Seconds between two looks, with --watch' })
    .check(({ every, hours }) => {
      if (!Number.isInteger(hours) || hours < 1 || hours > maxHours) return `--hours takes a whole number from 1 to ${maxHours}.`;
      return every >= minEverySeconds || `--every takes ${minEverySeconds} seconds or more: each look asks both lakes.`;
    })
    .epilogue(
      'A bar is an hour of counts. What cannot be read is "?" or unknown, and counts as a problem.\nExit code 1 when a trigger does not run, an alarm fires, a failure place holds what somebody must bring back, the event hub has lost messages, or a subscription or account is not covered.\nThe way from the event hub to the stream is asked of the forwarder’s Application Insights component, which takes Monitoring Reader there.\nEach look costs a query in each lake, over --hours.',
    );
}

async function run(context: EnvironmentContext, { every, hours, watch }: StatusArguments): Promise<number> {
  const { interruption, print, result, resultLine } = context;
  const terminal = terminalCapabilities(process.stdout);
  for (;;) {
    const status = await readStatus(context, { windowHours: hours, now: new Date() });
    // Questions that were ended would be told as places that did not answer.
    if (interruption.isRequested) return watch ? 0 : interruptedExitCode;
    const problems = problemsOf(status);
    // On a terminal the picture stands still and changes in place.
    if (watch && process.stdout.isTTY) print(clearScreen);
    for (const line of describeStatus(status, terminal)) print(line);
    if (!watch) {
      result({ ...status, problems });
      return problems.length === 0 ? 0 : 1;
    }
    resultLine({ ...status, problems });
    await sleep(every * 1000, undefined, { signal: interruption.signal }).catch(() => {});
    // What is watched has no other end.
    if (interruption.isRequested) return 0;
  }
}
