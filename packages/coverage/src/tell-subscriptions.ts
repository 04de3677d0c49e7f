import type { SubscriptionCoverage } from './subscriptions';

/** Says one thing in a log. */
export interface CoverageLog {
  info(message: string, fields: CoverageFields): void;
  warn(message: string, fields: CoverageFields): void;
}

type CoverageFields = Readonly<{ count: number; subscriptionIds?: readonly string[] }>;

/** A line of Application Insights has 32,768 characters: https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete */
const maxTold = 100;

/** Says which subscriptions nobody collects from, by their ids alone. */
export function tellSubscriptions({ seen, uncovered, unseen }: SubscriptionCoverage, log: CoverageLog): void {
  const told = (ids: readonly string[]): CoverageFields => ({ count: ids.length, subscriptionIds: ids.slice(0, maxTold) });
  if (uncovered.length > 0) log.warn('Nobody collects from subscriptions of the tenant', told(uncovered.map(({ id }) => id)));
  else log.info('Every subscription of the tenant is collected from', { count: seen });
  if (unseen.length > 0) log.warn('Subscriptions that are collected from are not below the management group', told(unseen));
}

/** The metrics of a check that came to its end, and of one that did not. */
export const coverageMetrics = (coverage: SubscriptionCoverage | undefined) =>
  coverage === undefined ? { CoverageChecks: 0 } : { CoverageChecks: 1, UncoveredSubscriptions: coverage.uncovered.length };
