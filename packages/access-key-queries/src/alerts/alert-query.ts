import type { AccessKeyQuery } from '../access-key-query';

/** A query that alerts when it answers any row. */
export interface AlertQuery extends AccessKeyQuery {
  readonly name: 'keys-older-than' | 'missing-snapshot' | 'dropped-rows';
  /** Columns that split the alert: one alert for each combination of their values. */
  readonly dimensions: readonly string[];
}
