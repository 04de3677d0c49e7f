import type { MetricName } from '@audit-bridge/telemetry/metric-names';
import type { EnvironmentContext } from '../bridge-command';
import { describeProblem } from '../preflight/describe-problem';
import { readHubMetrics } from './hub-metrics';
import type { HourlyValues } from './metric-reader';
import type { HubStatus } from './pipeline-status';

type HubCount = Pick<HubStatus['counts'][number], 'name' | 'what'> & { readonly metrics: readonly MetricName[] };

const counts: readonly HubCount[] = [
  { name: 'taken', what: 'messages taken from the event hub', metrics: ['MessagesIn'] },
  { name: 'forwarded', what: 'records forwarded to the stream', metrics: ['RecordsForwarded', 'ParkedRecordsForwarded'] },
  { name: 'parked', what: 'records parked: refused, or not taken in time', metrics: ['RecordsRefused', 'RecordsUndelivered'] },
  { name: 'lost', what: 'messages lost in the hub', metrics: ['MessagesLost'] },
];

const lagMetric = 'ForwardingLagSeconds' satisfies MetricName;

/** What the forwarder says that it did, as far as it can be read. */
export async function readHub(context: Pick<EnvironmentContext, 'clouds' | 'environment'>, hours: readonly number[]): Promise<HubStatus> {
  const metrics = counts.flatMap(count => count.metrics);
  try {
    const [sums, [lag]] = await Promise.all([
      readHubMetrics(context, { metrics, how: 'sum', hours }),
      readHubMetrics(context, { metrics: [lagMetric], how: 'max', hours }),
    ]);
    const sumOf = (metric: MetricName, hour: number) => sums[metrics.indexOf(metric)]?.get(hour) ?? 0;
    return {
      counts: counts.map(({ metrics: added, name, what }) => ({
        name,
        what,
        perHour: hours.map(hour => added.reduce((sum, metric) => sum + sumOf(metric, hour), 0)),
      })),
      lagSeconds: latest(lag, hours),
    };
  } catch (error) {
    const unread = hours.map(() => Number.NaN);
    return {
      counts: counts.map(({ name, what }) => ({ name, what, perHour: unread })),
      lagSeconds: undefined,
      unknown: describeProblem(error).text,
    };
  }
}

function latest(values: HourlyValues | undefined, hours: readonly number[]): number | undefined {
  const hour = hours.findLast(each => values?.has(each));
  return hour === undefined ? undefined : values?.get(hour);
}
