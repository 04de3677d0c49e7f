import type { WatchedMetric } from './alarm';

/** One line of a graph. */
export type GraphedMetric = WatchedMetric & { readonly label?: string };

/** A graph of a dashboard. */
export interface Graph {
  readonly title: string;
  readonly metrics: readonly GraphedMetric[];
  readonly periodSeconds: number;
  /** Where an alarm fires. */
  readonly threshold?: number;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const columns = 24;
const perRow = 3;
const graphHeight = 6;
/** An alarm takes a line for every few of them. */
const alarmsPerLine = 4;

export interface DashboardContent {
  readonly heading: string;
  readonly region: string;
  /** Absent where the environment goes without alarms. */
  readonly alarmArns: readonly string[];
  /** What the pipeline does, from its source to its destination. */
  readonly flow: readonly Graph[];
  /** What its alarms watch. */
  readonly watched: readonly Graph[];
}

/** The body of a dashboard: words, the state of the alarms, the flow, then what the alarms watch. Equal contents give equal bytes. */
export function dashboardBody({ heading, region, alarmArns, flow, watched }: DashboardContent): { readonly widgets: readonly object[] } {
  const widgets: object[] = [
    { type: 'text', x: 0, y: 0, width: columns, height: 2, properties: { markdown: heading, background: 'transparent' } },
  ];
  let y = 2;
  if (alarmArns.length > 0) {
    const height = 1 + Math.ceil(alarmArns.length / alarmsPerLine);
    widgets.push({ type: 'alarm', x: 0, y, width: columns, height, properties: { title: 'Alarms', alarms: alarmArns } });
    y += height;
  }
  for (const graphs of [flow, watched]) {
    widgets.push(...graphs.map((graph, index) => graphWidget(graph, region, index, y)));
    y += Math.ceil(graphs.length / perRow) * graphHeight;
  }
  return { widgets };
}

function graphWidget({ title, metrics, periodSeconds, threshold }: Graph, region: string, index: number, top: number): object {
  const width = columns / perRow;
  return {
    type: 'metric',
    x: (index % perRow) * width,
    y: top + Math.floor(index / perRow) * graphHeight,
    width,
    height: graphHeight,
    properties: {
      title,
      region,
      view: 'timeSeries',
      stacked: false,
      period: periodSeconds,
      metrics: metrics.map(({ namespace, name, dimensions, statistic, label }) => [
        namespace,
        name,
        ...Object.entries(dimensions).flat(),
        { stat: statistic, ...(label !== undefined && { label }) },
      ]),
      yAxis: { left: { min: 0 } },
      ...(threshold !== undefined && { annotations: { horizontal: [{ label: 'alarm', value: threshold }] } }),
    },
  };
}
