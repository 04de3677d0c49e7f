import type { Argv } from 'yargs';
import { agree, notAgreedExitCode } from '../agreement';
import type { BridgeCommand, BridgeContext } from '../bridge-command';
import { dateRange } from '../date-range/date-range';
import { type DateRangeArguments, withDateRange } from '../date-range/date-range-options';
import { readDuration } from '../date-range/read-moment';
import { destinationsOf } from '../destinations/destinations-of';
import { interruptedExitCode } from '../interruption';
import { withLock } from '../locks/with-lock';
import { daysInDestination, daysInSource } from '../sources/kept-days';
import { type SourceKind, sourceKinds, sourceOfPipeline } from '../sources/source-of';
import { type BackfillResult, backfill, describeFigures } from './backfill';
import { NoSuchDestinationError } from './errors';
import { entryOf, sentPipelines } from './sink-of';

interface BackfillArguments extends DateRangeArguments {
  readonly source: SourceKind;
  readonly settle: string;
  readonly 'dry-run': boolean;
  readonly yes: boolean;
}

/** `bridge backfill ENV PIPELINE` */
export const backfillCommand: BridgeCommand<BackfillArguments> = {
  name: 'backfill',
  summary: "Sends the past into a lake: what it lacks of the storage account's or the Activity Log REST interface's events",
  pipelines: sentPipelines,
  needs: () => ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'],
  options,
  run,
};

function options(command: Argv): Argv<BackfillArguments> {
  return withDateRange(command)
    .option('source', {
      type: 'string',
      choices: sourceKinds,
      demandOption: true,
      describe: 'blobs: what Azure Monitor has exported; rest: what Azure itself keeps, for 90 days; fed: what a sandbox was fed with',
    })
    .option('settle', { type: 'string', default: '1h', describe: 'What is younger is on its way by itself, and not sent: 15m, 1h' })
    .option('dry-run', { type: 'boolean', default: false, describe: 'Only tell what would be sent' })
    .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
    .epilogue(
      'Compares first, as verify does, and sends only what the lake does not hold, in whatever spelling; each event keeps its id.\nSafe to stop at any moment: it says from where to go on, and what arrived meanwhile is skipped. Exits with 1 when an event was refused.',
    );
}

async function run(context: BridgeContext, { 'dry-run': dryRun, settle, source: kind, yes, ...days }: BackfillArguments): Promise<number> {
  const { environment, pipeline, print } = context;
  const destination = destinationsOf(context).find(({ pipeline: filled }) => filled === pipeline);
  if (destination === undefined) throw new NoSuchDestinationError(environment.name, pipeline);
  const now = new Date();
  const range = dateRange(days, { now, kept: [...daysInSource(environment, kind, pipeline), ...daysInDestination(environment, pipeline)] });
  const settledBefore = new Date(now.getTime() - readDuration('--settle', settle));
  const source = sourceOfPipeline(context, kind, pipeline);
  const { lock, notes, sink } = entryOf(context, 'backfill');
  print(
    `Backfill of ${environment.name}-${pipeline}, ${range.from.toISOString()} to ${range.to.toISOString()}${dryRun ? ' (dry run: nothing is sent)' : ''}`,
  );
  print(`  AWS account ${environment.aws.accountId}, region ${environment.aws.region}`);
  print(`  from:     ${source.description}`);
  print(`  through:  ${sink.description}`);
  print(`  into:     ${destination.description}, which is asked first what it holds`);
  for (const note of notes) print(`  ${note}`);
  const question = 'Send the events that it does not hold?';
  if (!dryRun && !(await agree(context, { question, clouds: ['aws'], yes }))) return notAgreedExitCode;
  const work = (locked: BridgeContext) => backfill({ ...locked, source, sink, destination, range, settledBefore, dryRun });
  const result = await (dryRun ? work(context) : withLock(context, lock, `bridge backfill ${environment.name} ${pipeline}`, work));
  return tell(context, result, `bridge backfill ${environment.name} ${pipeline} --source ${kind}`, range.to, dryRun);
}

/** What was done, and the command that goes on. */
export function tell(context: BridgeContext, result: BackfillResult, command: string, to: Date, dryRun: boolean): number {
  context.print(`${describeFigures(result, dryRun)}.`);
  context.result({ dryRun, ...result });
  if (result.goOnFrom !== undefined) {
    context.print(`Stopped. To go on: npx pnpm ${command} --from ${result.goOnFrom} --to ${to.toISOString()}`);
    return interruptedExitCode;
  }
  return Object.keys(result.refused).length > 0 ? 1 : 0;
}
