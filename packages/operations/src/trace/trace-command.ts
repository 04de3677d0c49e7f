import { setTimeout as sleep } from 'node:timers/promises';
import { Names, operatedNames } from '@audit-bridge/naming';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Argv } from 'yargs';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { dateRange } from '../date-range/date-range';
import { type DateRangeArguments, withDateRange } from '../date-range/date-range-options';
import { destinationsOf } from '../destinations/destinations-of';
import { failurePlacesOf } from '../failure-places/failure-places-of';
import { isGenerated } from '../sources/is-generated';
import { type SourceKind, sourceKinds, sourceOf, sourceOfPipeline, usualSourceOf } from '../sources/source-of';
import { describeCost } from '../tail/tail-command';
import { stateTableProgress } from './blob-progress';
import { describeTrace } from './describe-trace';
import { KinesisStreamSearch } from './stream-search';
import { type TracedSource, type TracePorts, trace } from './trace';
import { type TracedPipeline, verdicts } from './verdicts';

interface TraceArguments extends DateRangeArguments {
  readonly id: string;
  readonly source: SourceKind | 'none' | undefined;
}

const maxIdCharacters = 2_048;

/** `bridge trace ENV ID` */
export const traceCommand: EnvironmentCommand<TraceArguments> = {
  name: 'trace',
  positionals: '<id>',
  summary: 'Where one event is: in the export, on its way, in each lake, or in a failure place',
  needs: () => ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'],
  options,
  run,
};

function options(command: Argv): Argv<TraceArguments> {
  return withDateRange(command)
    .positional('id', { type: 'string', demandOption: true, describe: 'A uid (UID, metadata.uid), or a correlation id' })
    .option('source', {
      type: 'string',
      choices: [...sourceKinds, 'none'] as const,
      defaultDescription: 'fed where records are generated, else blobs where there are any',
      describe:
        'Where the record itself is looked for: the exported blobs, the Activity Log REST interface, what each pipeline was fed with, or nowhere, which is quicker',
    })
    .check(
      ({ id }) => isId(id) || `<id> takes a uid or a correlation id: 1 to ${maxIdCharacters} characters, none of them a control character.`,
    )
    .epilogue(
      'Without a range the last 24 hours are looked through, by the time of the event. Changes nothing.\nIn flight is a record whose blob is not committed as far as it, and one that lies on the stream of the last 6 hours and in no lake yet.\nThe blobs of the range are read, Athena and CloudTrail Lake scan it, and the kept originals of the failure places are read, the newest 5,000 objects of each.\nExits with 1 when the event is found nowhere, or is missing where it should be, or when a place did not answer.',
    ) as Argv<TraceArguments>;
}

/** A correlation id may be anything, an alert's is the path of its resource; but text on one line. */
const isId = (id: string) => id.length > 0 && id.length <= maxIdCharacters && !/\p{Cc}/u.test(id);

async function run(context: EnvironmentContext, { id, source: wanted, ...days }: TraceArguments): Promise<number> {
  const { environment, print } = context;
  const now = new Date();
  const range = dateRange(days, { now, otherwise: '24h' });
  const destinations = destinationsOf(context);
  const pipelines = destinations.map(({ pipeline }) => ({ pipeline, isGenerated: isGenerated(environment, pipeline) }));
  const sources = sourcesOf(context, pipelines, wanted);
  print(`Trace ${id} in ${environment.name}, ${range.from.toISOString()} to ${range.to.toISOString()}`);
  const { sightings, unanswered } = await trace(id, range, {
    ...portsOf(context, sources, now),
    destinations,
    failurePlaces: failurePlacesOf(context),
  });
  const outcomes = verdicts(sightings, pipelines, now.getTime());
  for (const line of describeTrace(sightings, outcomes)) print(line);
  for (const place of unanswered) print(`NOT ASKED: ${place}`);
  if (sightings.length === 0) print('Found nowhere. Look at its time with --from and --to, and at its spelling.');
  print(
    `Asked: ${[...sources.map(({ source }) => source.description), ...destinations.map(({ description }) => description)].join('; ')}, and the failure places.${describeCost(destinations)}`,
  );
  context.result({ id, range, sightings, outcomes, unanswered });
  const isWell = sightings.length > 0 && unanswered.length === 0 && outcomes.every(({ outcome }) => outcome !== 'missing');
  return isWell ? 0 : 1;
}

/** A source that pipelines share is read once. @throws {NoSuchSourceError} */
function sourcesOf(
  context: EnvironmentContext,
  pipelines: readonly TracedPipeline[],
  wanted: TraceArguments['source'],
): readonly TracedSource[] {
  if (wanted === 'none') return [];
  const kinds = new Map(pipelines.map(({ pipeline }) => [pipeline, wanted ?? usualSourceOf(context.environment, pipeline)]));
  const shared = new Set([...kinds.values()].filter(kind => kind !== 'fed'));
  return [
    ...[...shared].map(kind => ({ source: sourceOf(context, kind), pipeline: undefined })),
    ...[...kinds].flatMap(([pipeline, kind]) => (kind === 'fed' ? [{ source: sourceOfPipeline(context, kind, pipeline), pipeline }] : [])),
  ];
}

/** What is newer than this on the stream may not be in the lake yet. */
const streamHours = 6;

function portsOf(
  { clouds, environment, interruption, print, progress }: EnvironmentContext,
  sources: readonly TracedSource[],
  now: Date,
): Omit<TracePorts, 'destinations' | 'failurePlaces'> {
  const { kinesisStream, stateTable } = operatedNames(Names.ofEnvironment(environment));
  const { cloudtrailLake, securityLake } = environment.pipelines;
  const wait = (milliseconds: number) => sleep(milliseconds, undefined, { signal: interruption.signal }).catch(() => {});
  // Over HTTP/1.1: the client's own HTTP/2 is one connection for all, and stand-ins speak nothing else.
  const kinesis = () => clouds.aws.client(KinesisClient, { requestHandler: new NodeHttpHandler() });
  return {
    interruption,
    print,
    progress,
    sources,
    blobs: cloudtrailLake === undefined ? undefined : stateTableProgress(clouds.aws.client(DynamoDBClient), stateTable),
    stream:
      securityLake === undefined
        ? undefined
        : new KinesisStreamSearch({
            client: kinesis(),
            streamName: kinesisStream,
            oldest: new Date(now.getTime() - streamHours * 3_600_000),
            interruption,
            print,
            progress,
            wait,
          }),
  };
}
