import { type Environment, subscriptionWatcher, watchedOrganization } from '@audit-bridge/config';
import type { PricedPipeline } from './cost-item';

export interface ResourceCounts {
  readonly kmsKeys: number;
  readonly alarms: number;
  readonly dashboards: number;
  /** Of Azure Monitor, by how often they look. */
  readonly logAlerts5Minutes: number;
  readonly logAlerts15Minutes: number;
  readonly metricAlerts: number;
}

/** How many of what is paid by the piece a pipeline has, with alarms and a key of its own. A test holds them equal to the synthesized stacks. */
export const resourceCounts: Readonly<Record<PricedPipeline, ResourceCounts>> = {
  'cloudtrail-lake': { kmsKeys: 1, alarms: 14, dashboards: 1, logAlerts5Minutes: 0, logAlerts15Minutes: 0, metricAlerts: 0 },
  'security-lake': { kmsKeys: 1, alarms: 13, dashboards: 1, logAlerts5Minutes: 11, logAlerts15Minutes: 0, metricAlerts: 0 },
  'access-keys': { kmsKeys: 2, alarms: 9, dashboards: 1, logAlerts5Minutes: 0, logAlerts15Minutes: 3, metricAlerts: 1 },
};

/** Metrics of their own that the functions and the job of a pipeline emit, each with one dimension; about: some come only when something happens. */
export const customMetrics: Readonly<Record<PricedPipeline, number>> = { 'cloudtrail-lake': 20, 'security-lake': 10, 'access-keys': 8 };

type Counts = ResourceCounts & { readonly customMetrics: number };

/** What looks for what nobody collects from add: for accounts of the organization, and for subscriptions of the tenant, each by its own pipeline. */
const ofTheWatch: Readonly<Record<PricedPipeline, Partial<Counts>>> = {
  'cloudtrail-lake': { alarms: 7, customMetrics: 2 },
  // Its metrics are lines of the forwarder's traces.
  'security-lake': { logAlerts15Minutes: 2 },
  'access-keys': { alarms: 2, customMetrics: 2 },
};

const watches: Readonly<Record<PricedPipeline, (environment: Environment) => boolean>> = {
  'cloudtrail-lake': environment => subscriptionWatcher(environment) === 'cloudtrailLake',
  'security-lake': environment => subscriptionWatcher(environment) === 'securityLake',
  'access-keys': environment => watchedOrganization(environment) !== undefined,
};

/** The same of one environment: what its settings add is in it. */
export function countsOf(environment: Environment, pipeline: PricedPipeline): Counts {
  const counts: Counts = { ...resourceCounts[pipeline], customMetrics: customMetrics[pipeline] };
  if (!watches[pipeline](environment)) return counts;
  const added = Object.entries(ofTheWatch[pipeline]) as [keyof Counts, number][];
  return { ...counts, ...Object.fromEntries(added.map(([name, more]) => [name, counts[name] + more])) };
}
