import { hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import { Names, operatedNames } from '@audit-bridge/naming';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { EnvironmentContext } from '../bridge-command';
import { destinationsOf } from '../destinations/destinations-of';
import type { Destination } from '../events/destination';
import type { FailurePlace } from '../events/failure-place';
import { failurePlacesOf } from '../failure-places/failure-places-of';
import { describeProblem } from '../preflight/describe-problem';
import { type HourlyValues, hoursBefore, readMetrics } from './metric-reader';
import type { EnvironmentStatus, FailurePlaceStatus, Newest, PipelineStatus, TriggerStatus } from './pipeline-status';
import { watchAccessKeys } from './pipelines/access-keys';
import { watchCloudtrailLake } from './pipelines/cloudtrail-lake';
import { watchSecurityLake } from './pipelines/security-lake';
import { readAlarms } from './read-alarms';
import { readCoverage } from './read-coverage';
import { readHub } from './read-hub';
import type { Trigger, WatchedPipeline, WatchProps } from './watched-pipeline';

export interface StatusProps {
  /** The metrics and the newest events are looked for in so many hours, the present one too. */
  readonly windowHours: number;
  readonly now: Date;
}

/** Reads how an environment is, as far as each part can be read: what cannot be is told as unknown, never as well. */
export async function readStatus(context: EnvironmentContext, { windowHours, now }: StatusProps): Promise<EnvironmentStatus> {
  const { environment, progress } = context;
  const hours = hoursBefore(now, windowHours);
  const names = Names.ofEnvironment(environment);
  const watched = watchedPipelines({ context, environment, names, operated: operatedNames(names) });
  const destinations = destinationsOf(context);
  const places = failurePlacesOf(context);
  progress(`asking both clouds about ${environment.name}`);
  const [metrics, alarms, coverage, parts] = await Promise.all([
    readAllMetrics(context, watched, hours),
    readAlarms(context, prefixOf(names)).catch(() => undefined),
    readCoverage(context),
    Promise.all(
      watched.map(async ({ hasHub, pipeline, triggers }) => ({
        hub: hasHub ? await readHub(context, hours) : undefined,
        newest: await readNewest(
          destinations.find(destination => destination.pipeline === pipeline),
          { windowHours, now },
        ),
        failurePlaces: await Promise.all(places.filter(place => place.pipeline === pipeline).map(readPlace)),
        triggers: await Promise.all(triggers.map(readTrigger)),
      })),
    ),
  ]);
  return {
    environment: environment.name,
    readAt: now,
    windowHours,
    alarms,
    coverage,
    pipelines: watched.map((pipeline, index) => combine(pipeline, parts[index], metrics?.[index], hours)),
  };
}

const watchers = { cloudtrailLake: watchCloudtrailLake, securityLake: watchSecurityLake, accessKeys: watchAccessKeys } as const;

function watchedPipelines(props: WatchProps): readonly WatchedPipeline[] {
  return (Object.keys(watchers) as (keyof typeof watchers)[]).flatMap(key =>
    props.environment.pipelines[key] === undefined ? [] : [watchers[key](props)],
  );
}

/** Begins the names of all alarms of an environment; the last dash keeps those of a longer name away. */
function prefixOf(names: Names): string {
  return names.of('alarm', 'x').slice(0, -1);
}

interface PipelineMetrics {
  readonly counts: readonly (readonly HourlyValues[])[];
  readonly lag: HourlyValues | undefined;
  readonly runs: HourlyValues;
}

/** @returns undefined where the metrics could not be read */
async function readAllMetrics(
  { clouds }: EnvironmentContext,
  watched: readonly WatchedPipeline[],
  hours: readonly number[],
): Promise<readonly PipelineMetrics[] | undefined> {
  const queries = watched.flatMap(({ counts, lag, runs }) => [
    ...counts.flatMap(({ metrics }) => metrics),
    ...(lag === undefined ? [] : [lag]),
    runs,
  ]);
  const values = await readMetrics(clouds.aws.client(CloudWatchClient), queries, hours).catch(() => undefined);
  if (values === undefined) return undefined;
  const rest = [...values];
  const take = (count: number) => rest.splice(0, count);
  const one = () => take(1)[0] ?? new Map<number, number>();
  return watched.map(({ counts, lag }) => ({
    counts: counts.map(({ metrics }) => take(metrics.length)),
    lag: lag === undefined ? undefined : one(),
    runs: one(),
  }));
}

type Parts = Pick<PipelineStatus, 'newest' | 'hub' | 'failurePlaces' | 'triggers'>;

function combine(
  watched: WatchedPipeline,
  parts: Parts | undefined,
  metrics: PipelineMetrics | undefined,
  hours: readonly number[],
): PipelineStatus {
  const { newest = { missing: 'not asked' }, failurePlaces = [], hub, triggers = [] } = parts ?? {};
  const lastRunAt = lastHour(metrics?.runs, hours);
  const lag = lastValue(metrics?.lag, hours);
  return {
    pipeline: watched.pipeline,
    // A report has no events: its last complete run is what is newest.
    newest: watched.pipeline === 'access-keys' ? ofRun(lastRunAt) : newest,
    lagSeconds: lag === undefined || watched.lag === undefined ? undefined : lag / watched.lag.unitsPerSecond,
    lastRunAt,
    counts: watched.counts.map(({ name, what }, index) => ({
      name,
      what,
      perHour: hours.map(hour =>
        metrics === undefined ? Number.NaN : (metrics.counts[index] ?? []).reduce((sum, values) => sum + (values.get(hour) ?? 0), 0),
      ),
    })),
    ...(hub === undefined ? {} : { hub }),
    failurePlaces,
    triggers,
  };
}

const ofRun = (at: Date | undefined): Newest => (at === undefined ? { missing: 'no complete report in the window' } : { at });

function lastHour(values: HourlyValues | undefined, hours: readonly number[]): Date | undefined {
  const hour = hours.findLast(each => (values?.get(each) ?? 0) > 0);
  return hour === undefined ? undefined : new Date(hour);
}

function lastValue(values: HourlyValues | undefined, hours: readonly number[]): number | undefined {
  const hour = hours.findLast(each => values?.has(each));
  return hour === undefined ? undefined : values?.get(hour);
}

async function readNewest(destination: Destination | undefined, { now, windowHours }: StatusProps): Promise<Newest> {
  if (destination === undefined) return { missing: 'there is no destination' };
  try {
    const at = await destination.newest({ from: new Date(now.getTime() - windowHours * hourMilliseconds), to: now });
    return at === undefined ? { missing: `no event of the last ${windowHours} hours` } : { at };
  } catch (error) {
    return { missing: describeProblem(error).text };
  }
}

async function readPlace(place: FailurePlace): Promise<FailurePlaceStatus> {
  try {
    return { name: place.name, depth: await place.depth(), remedy: place.remedy };
  } catch (error) {
    return { name: place.name, depth: undefined, remedy: describeProblem(error).text };
  }
}

async function readTrigger({ name, read }: Trigger): Promise<TriggerStatus> {
  try {
    return { name, ...(await read()) };
  } catch (error) {
    return { name, state: 'unknown', detail: describeProblem(error).text };
  }
}
