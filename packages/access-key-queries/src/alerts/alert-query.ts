import type { AccessKeyQuery } from '../access-key-query';

/** A query that alerts when it answers any row. */
export interface AlertQuery extends AccessKeyQuery {
  /** 0 is critical, 4 verbose. */
  readonly severity: 0 | 1 | 2 | 3 | 4;
  /** Columns that split the alert: one alert for each combination of their values. */
  readonly dimensions: readonly string[];
  /** What the rule lets the query see; the query's own condition on TimeGenerated is no wider. */
  readonly windowMinutes: number;
  readonly frequencyMinutes: number;
}
