import type { WorkbookContent, WorkbookQuery } from '../../building-blocks/workbook-items';

export interface IngestionWorkbookProps {
  readonly workspaceId: string;
  readonly tableName: string;
  /** The data collection rule, where there is one. */
  readonly ruleId: string | undefined;
}

/** How the report comes in: what its alarms watch, and how long rows take. */
export function ingestionWorkbook({ workspaceId, tableName, ruleId }: IngestionWorkbookProps): WorkbookContent {
  const arrivals: WorkbookQuery = {
    name: 'arrivals',
    title: 'Rows, and the longest way of one from AWS into the table',
    query: `${tableName}
| summarize Rows = count(), SecondsToTable = max(datetime_diff("second", ingestion_time(), TimeGenerated)) by bin(TimeGenerated, 1h)`,
    visualization: 'timechart',
    noDataMessage: 'No row came in this time range: look at the alarms of the function.',
  };
  return {
    heading:
      '# Access keys into the table\n\nWhat was sent, taken and dropped. What each alarm means stands in docs/runbooks of the project; what the keys are like, in the other workbook.',
    asks: { resourceType: 'microsoft.operationalinsights/workspaces', resourceId: workspaceId },
    metrics: ruleId === undefined ? [] : [ruleMetrics(ruleId)],
    queries: ruleId === undefined ? [arrivals] : [arrivals, errors],
  };
}

/** https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-insights-datacollectionrules-metrics */
const ruleMetrics = (resourceId: string) =>
  ({
    name: 'rule',
    title: 'Rows that the rule took, and those that it dropped',
    resourceType: 'Microsoft.Insights/datacollectionrules',
    resourceId,
    metrics: [
      { name: 'RowsReceived_Count', aggregation: 'Total' },
      { name: 'RowsDropped_Count', aggregation: 'Total' },
    ],
  }) as const;

const errors: WorkbookQuery = {
  name: 'errors',
  title: 'Why rows were dropped',
  query: 'DCRLogErrors\n| sort by TimeGenerated desc\n| take 100',
  visualization: 'table',
  noDataMessage: 'The rule has told of no error.',
};
