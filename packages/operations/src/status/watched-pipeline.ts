import type { Environment } from '@audit-bridge/config';
import type { Names, OperatedNames } from '@audit-bridge/naming';
import type { EnvironmentContext } from '../bridge-command';
import type { MetricQuery } from './metric-reader';
import type { CountSeries, TriggerStatus } from './pipeline-status';

export interface WatchProps {
  readonly context: EnvironmentContext;
  readonly environment: Environment;
  readonly names: Names;
  readonly operated: OperatedNames;
}

/** Looks whether one trigger runs. What it throws is told as unknown. */
export interface Trigger {
  readonly name: string;
  read(): Promise<Pick<TriggerStatus, 'state' | 'detail'>>;
}

/** What is asked to know how a pipeline is. */
export interface WatchedPipeline {
  readonly pipeline: 'cloudtrail-lake' | 'security-lake' | 'access-keys';
  readonly counts: readonly (Pick<CountSeries, 'name' | 'what'> & { readonly metrics: readonly MetricQuery[] })[];
  /** Whether a forwarder in Azure takes its events from an event hub first. */
  readonly hasHub?: true;
  /** Undefined: a report once a day has none. */
  readonly lag: (MetricQuery & { readonly unitsPerSecond: number }) | undefined;
  /** A metric that every run emits. */
  readonly runs: MetricQuery;
  readonly triggers: readonly Trigger[];
}
