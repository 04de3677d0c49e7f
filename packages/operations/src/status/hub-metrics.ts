import { hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { Environment } from '@audit-bridge/config';
import { metricsOverTime } from '@audit-bridge/forwarder-queries';
import { Names } from '@audit-bridge/naming';
import type { MetricName } from '@audit-bridge/telemetry/metric-names';
import type { EnvironmentContext } from '../bridge-command';
import type { HourlyValues } from './metric-reader';

/** Of Azure's answer: rows in the order of the columns. https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format */
interface Answer {
  readonly tables: readonly [
    { readonly columns: readonly { readonly name: string }[]; readonly rows: readonly (readonly (string | number | null)[])[] },
  ];
}

export interface HubMetricsProps {
  readonly metrics: readonly MetricName[];
  readonly how: 'sum' | 'max';
  /** The first moment of each, the oldest first. */
  readonly hours: readonly number[];
}

/** The Application Insights component that the forwarder writes to. */
export const forwarderComponent = (environment: Environment) => {
  const names = Names.ofEnvironment(environment);
  return { resourceGroup: names.of('azureResourceGroup', 'security-lake'), name: names.of('azureApplicationInsights', 'forwarder') };
};

/**
 * What the forwarder tells of its runs, hour by hour, in the words by which its alerts read it. The component is asked by its own id, as an alert asks it.
 *
 * @returns the values in the order of the metrics
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/azure-resource-queries
 * @throws {RestApiError}
 */
export async function readHubMetrics(
  { clouds, environment }: Pick<EnvironmentContext, 'clouds' | 'environment'>,
  { hours, how, metrics }: HubMetricsProps,
): Promise<readonly HourlyValues[]> {
  const { name, resourceGroup } = forwarderComponent(environment);
  const component = `/subscriptions/${environment.azure.subscriptionId}/resourceGroups/${resourceGroup}/providers/microsoft.insights/components/${name}`;
  const [from = 0, last = 0] = [hours[0], hours.at(-1)];
  const timespan = [from, last + hourMilliseconds].map(moment => new Date(moment).toISOString()).join('/');
  const body = { query: metricsOverTime(metrics, how, '1h'), timespan };
  const { tables } = await clouds.azure.logAnalytics().send<Answer>('POST', `/v1${component}/query`, body);
  const [{ columns, rows }] = tables;
  const at = (column: string) => columns.findIndex(each => each.name === column);
  const time = at('timestamp');
  return metrics.map(metric => {
    const values = rows.flatMap(row => {
      const value = row[at(metric)];
      // A sum over lines that do not tell it is nothing, or 0.
      return typeof value === 'number' ? [[Date.parse(String(row[time])), value] as const] : [];
    });
    return new Map(values);
  });
}
