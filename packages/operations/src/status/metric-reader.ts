import { hourMilliseconds, startOfHour } from '@audit-bridge/activity-log-blobs';
import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery, type MetricDataResult } from '@aws-sdk/client-cloudwatch';

/** One metric of CloudWatch, hour by hour. */
export interface MetricQuery {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
}

/** Values by the first moment of their hour, in milliseconds; an hour without a data point is not there. */
export type HourlyValues = ReadonlyMap<number, number>;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const maxQueries = 500;

/** Hours of a window that ends with the present one: the first moment of each, the oldest first. */
export function hoursBefore(now: Date, hours: number): readonly number[] {
  const present = startOfHour(now.getTime());
  return Array.from({ length: hours }, (_, index) => present - (hours - 1 - index) * hourMilliseconds);
}

/**
 * Reads metrics of the last hours with one call for all of them.
 *
 * @returns the values in the order of the queries
 */
export async function readMetrics(
  cloudWatch: Pick<CloudWatchClient, 'send'>,
  queries: readonly MetricQuery[],
  hours: readonly number[],
): Promise<readonly HourlyValues[]> {
  if (queries.length > maxQueries)
    throw new RangeError(`CloudWatch answers ${maxQueries} metrics at once, and ${queries.length} were asked for.`);
  const [first = 0, last = 0] = [hours[0], hours.at(-1)];
  const values = queries.map(() => new Map<number, number>());
  let nextToken: string | undefined;
  do {
    const { MetricDataResults = [], NextToken } = await cloudWatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries.map(asQuery),
        StartTime: new Date(first),
        EndTime: new Date(last + hourMilliseconds),
        NextToken: nextToken,
      }),
    );
    for (const result of MetricDataResults) keep(result, values);
    nextToken = NextToken;
  } while (nextToken !== undefined);
  return values;
}

const asQuery = ({ namespace, name, dimensions, statistic }: MetricQuery, index: number): MetricDataQuery => ({
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: hourMilliseconds / 1000,
    Stat: statistic,
  },
});

function keep({ Id = '', Timestamps = [], Values = [] }: MetricDataResult, values: readonly Map<number, number>[]): void {
  const ofQuery = values[Number(Id.slice(1))];
  Timestamps.forEach((timestamp, index) => {
    ofQuery?.set(timestamp.getTime(), Values[index] ?? 0);
  });
}
