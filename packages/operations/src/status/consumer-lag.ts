import type { MetricQuery } from './metric-reader';

/** How far the streaming job is behind its stream, as Glue measures it: https://docs.aws.amazon.com/glue/latest/dg/glue-streaming-monitoring.html */
export const consumerLag = (streamJob: string): MetricQuery & { readonly unitsPerSecond: number } => ({
  namespace: 'Glue',
  name: 'glue.driver.streaming.maxConsumerLagInMs',
  dimensions: { JobName: streamJob, JobRunId: 'ALL', Type: 'gauge' },
  statistic: 'Maximum',
  unitsPerSecond: 1_000,
});
