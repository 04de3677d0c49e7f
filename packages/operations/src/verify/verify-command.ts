import type { Environment } from '@audit-bridge/config';
import type { Argv } from 'yargs';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { dateRange } from '../date-range/date-range';
import { type DateRangeArguments, withDateRange } from '../date-range/date-range-options';
import { readDuration } from '../date-range/read-moment';
import { destinationsOf } from '../destinations/destinations-of';
import type { ActivityLogSource } from '../events/activity-log-source';
import { failurePlacesOf } from '../failure-places/failure-places-of';
import { isGenerated } from '../sources/is-generated';
import { daysInDestination, daysInSource } from '../sources/kept-days';
import { type SourceKind, sourceKinds, sourceOfPipeline, usualSourceOf } from '../sources/source-of';
import { describeReport } from './describe-report';
import { NothingToVerifyError } from './errors';
import { type ComparedLake, verify } from './verify';
import { withPipelines } from './with-pipelines';

interface VerifyArguments extends DateRangeArguments {
  readonly source: SourceKind | undefined;
  readonly pipeline: string | undefined;
  readonly settle: string;
  readonly list: number;
}

const pipelines = ['cloudtrail-lake', 'security-lake'] as const;

/** `bridge verify ENV` */
export const verifyCommand: EnvironmentCommand<VerifyArguments> = {
  name: 'verify',
  summary: 'Proves that nothing is lost: compares the activity log with what arrived in each lake, event by event',
  needs: () => ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'],
  options,
  run,
};

function options(command: Argv): Argv<VerifyArguments> {
  return withDateRange(command)
    .option('source', {
      type: 'string',
      choices: sourceKinds,
      defaultDescription: 'fed, where records are generated; else blobs, where there are any',
      describe: 'blobs: what Azure Monitor has exported; rest: what Azure itself keeps, for 90 days; fed: what each pipeline was fed with',
    })
    .option('pipeline', { type: 'string', choices: pipelines, defaultDescription: 'both', describe: 'Compare with its lake alone' })
    .option('settle', { type: 'string', default: '15m', describe: 'What is younger may still be on its way: 15m, 1h' })
    .option('list', { type: 'number', default: 20, describe: 'Events to list of each kind; with --json all are' })
    .check(({ list }) => (Number.isSafeInteger(list) && list >= 0) || '--list takes a whole number, 0 or more.')
    .epilogue(
      'Changes nothing. What a pipeline must have is what Azure has exported, or in a sandbox what it was fed with, each pipeline for itself.\nAn event is found by its id, or, where two exports spell it otherwise, by correlation id, operation, status and second.\nWhat lies in a failure place counts as refused, with its reason. Exits with 1 when an event is missing, perhaps never sent, doubled so that no query can tell, or in a lake and not in the source.\nThe queries of Athena and CloudTrail Lake cost by what they scan.',
    );
}

async function run(context: EnvironmentContext, { list, pipeline, settle, source: wanted, ...days }: VerifyArguments): Promise<number> {
  const { environment, print } = context;
  const now = new Date();
  const chosen = chosenPipelines(environment, pipeline);
  const kindOf = (name: string) => wanted ?? usualSourceOf(environment, name);
  const kept = chosen.flatMap(name => [...daysInSource(environment, kindOf(name), name), ...daysInDestination(environment, name)]);
  const range = dateRange(days, { now, kept, otherwise: '24h' });
  const settledBefore = new Date(now.getTime() - readDuration('--settle', settle));
  const asked = { ...context, environment: withPipelines(environment, chosen) };
  const lakes = lakesOf(asked, kindOf);
  const failurePlaces = failurePlacesOf(asked);
  print(`Verify ${environment.name}, ${shown(range.from)} to ${shown(range.to)}`);
  for (const { destination, source } of lakes) {
    print(`  ${destination.pipeline}: ${destination.description}`);
    print(`    with: ${source.description}`);
    if (source.kind !== 'fed' && isGenerated(environment, destination.pipeline))
      print(`    Its records are generated: what it was fed with may be other than this, and is asked for by --source fed.`);
  }
  const report = await verify({ ...context, lakes, failurePlaces, range, settledBefore });
  for (const line of describeReport(report, { list, widthCharacters: process.stdout.columns ?? 120 })) print(line);
  context.result(report);
  return report.isWell ? 0 : 1;
}

/** One source for all lakes that have the same: it is then read once. @throws {NoSuchSourceError} */
function lakesOf(context: EnvironmentContext, kindOf: (pipeline: string) => SourceKind): readonly ComparedLake[] {
  const shared = new Map<SourceKind, ActivityLogSource>();
  return destinationsOf(context).map(destination => {
    const kind = kindOf(destination.pipeline);
    const source = (kind === 'fed' ? undefined : shared.get(kind)) ?? sourceOfPipeline(context, kind, destination.pipeline);
    shared.set(kind, source);
    return { destination, source };
  });
}

/** @throws {NothingToVerifyError} */
function chosenPipelines({ name, pipelines: settings }: Environment, wanted: string | undefined): readonly string[] {
  const present = pipelines.filter(
    pipeline => (pipeline === 'cloudtrail-lake' ? settings.cloudtrailLake : settings.securityLake) !== undefined,
  );
  const chosen = present.filter(pipeline => wanted === undefined || pipeline === wanted);
  if (chosen.length === 0) throw new NothingToVerifyError(name, wanted, present);
  return chosen;
}

const shown = (time: Date) => time.toISOString().replace(/(:00)?\.\d+Z$/, 'Z');
