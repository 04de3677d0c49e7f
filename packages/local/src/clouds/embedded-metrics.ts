import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

/** Metrics of one namespace. */
export interface NamedMetrics {
  readonly namespace: string;
  readonly metrics: readonly MetricDatum[];
}

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit?: string }[];
}

type Line = Readonly<Record<string, unknown>> & {
  readonly _aws: { readonly Timestamp: number; readonly CloudWatchMetrics: readonly Directive[] };
};

/**
 * The metrics that a line of a function's log holds in CloudWatch's embedded format; none where it is another line.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function readEmbeddedMetrics(text: string): readonly NamedMetrics[] {
  const line = text.includes('"_aws"') ? parse(text) : undefined;
  if (line === undefined) return [];
  const { CloudWatchMetrics, Timestamp } = line._aws;
  return CloudWatchMetrics.map(({ Dimensions, Metrics, Namespace }) => ({
    namespace: Namespace,
    metrics: Dimensions.flatMap(names =>
      Metrics.map(
        ({ Name, Unit }): MetricDatum => ({
          MetricName: Name,
          Timestamp: new Date(Timestamp),
          Dimensions: names.map(name => ({ Name: name, Value: String(line[name]) })),
          Values: [line[Name]].flat().map(Number),
          Unit: Unit as MetricDatum['Unit'],
        }),
      ),
    ),
  }));
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text);
  } catch {
    // Another line that names the word.
    return undefined;
  }
}
