/** A query's answer over time, or as a table. */
export interface WorkbookQuery {
  /** Stable word. */
  readonly name: string;
  readonly title: string;
  /** KQL; the time range is the reader's. */
  readonly query: string;
  readonly visualization: 'timechart' | 'table';
  readonly noDataMessage: string;
}

/** A resource's own metrics over time. */
export interface WorkbookMetrics {
  readonly name: string;
  readonly title: string;
  /** `Microsoft.EventHub/namespaces` */
  readonly resourceType: string;
  readonly resourceId: string;
  readonly metrics: readonly { readonly name: string; readonly aggregation: 'Total' | 'Maximum' }[];
}

export interface WorkbookContent {
  /** Markdown. */
  readonly heading: string;
  readonly queries: readonly WorkbookQuery[];
  /** Where the queries ask. */
  readonly asks: { readonly resourceType: string; readonly resourceId: string };
  readonly metrics: readonly WorkbookMetrics[];
}

const day = 24 * 60 * 60 * 1000;

/** The workbooks' own numbers: https://github.com/microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json */
const aggregations = { Total: 1, Maximum: 3 } as const;
const lineChart = 2;

/** A workbook as Azure Monitor keeps it. Equal contents give equal bytes. */
export function workbookContent({ heading, queries, asks, metrics }: WorkbookContent): object {
  return {
    version: 'Notebook/1.0',
    items: [
      { type: 1, content: { json: heading }, name: 'introduction' },
      { type: 9, content: { version: 'KqlParameterItem/1.0', style: 'pills', parameters: [timeRange] }, name: 'parameters' },
      ...metrics.map(metricsItem),
      ...queries.map(query => queryItem(query, asks)),
    ],
    fallbackResourceIds: [asks.resourceId],
    $schema: 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json',
  };
}

const timeRange = {
  id: '7d0c1b52-6f0c-4a3b-8f6e-0c8f1f4e5a01',
  version: 'KqlParameterItem/1.0',
  name: 'TimeRange',
  label: 'Time range',
  type: 4,
  isRequired: true,
  value: { durationMs: day },
  typeSettings: { selectableValues: [day / 24, day / 4, day, 7 * day, 30 * day].map(durationMs => ({ durationMs })), allowCustom: true },
};

function queryItem({ name, title, query, visualization, noDataMessage }: WorkbookQuery, asks: WorkbookContent['asks']): object {
  return {
    type: 3,
    content: {
      version: 'KqlItem/1.0',
      query,
      size: 0,
      title,
      noDataMessage,
      timeContextFromParameter: 'TimeRange',
      queryType: 0,
      resourceType: asks.resourceType.toLowerCase(),
      crossComponentResources: [asks.resourceId],
      visualization,
    },
    customWidth: visualization === 'table' ? '100' : '50',
    name,
  };
}

/**
 * A metric's id has its category between the dashes: those of Event Hubs and of data collection rules have none, those of a storage account do.
 * https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index
 */
function metricsItem({ name, title, resourceType, resourceId, metrics }: WorkbookMetrics): object {
  const namespace = resourceType.toLowerCase();
  return {
    type: 10,
    content: {
      version: 'MetricsItem/2.0',
      chartId: `workbook-${name}`,
      size: 0,
      chartType: lineChart,
      resourceType: namespace,
      metricScope: 0,
      resourceIds: [resourceId],
      timeContextFromParameter: 'TimeRange',
      metrics: metrics.map(metric => ({
        namespace,
        metric: `${namespace}--${metric.name}`,
        aggregation: aggregations[metric.aggregation],
      })),
      title,
    },
    customWidth: '50',
    name,
  };
}
