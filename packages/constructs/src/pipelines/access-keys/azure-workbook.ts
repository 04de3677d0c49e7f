import { ApplicationInsightsWorkbook } from '@cdktf/provider-azurerm/lib/application-insights-workbook';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { ReportPlace } from './azure-report-place';

export interface ReportWorkbookProps extends Omit<ReportPlace, 'tableName'> {
  /** What the workbook shows, in the form that Azure Monitor keeps. */
  readonly content: object;
}

/** The dashboard of the report. */
export class ReportWorkbook extends Construct {
  constructor(scope: Construct, id: string, props: ReportWorkbookProps) {
    super(scope, id);
    const { names, resourceGroupName, location, tags, workspaceId, content } = props;
    new ApplicationInsightsWorkbook(this, 'workbook', {
      // Azure takes a GUID and nothing else; another one would be another workbook.
      name: names.guid('access-keys', 'workbook'),
      displayName: names.of('azureWorkbook', 'access-keys'),
      description: 'The access keys of AWS accounts: their age, use, and how they were created over time.',
      resourceGroupName,
      location,
      tags: { ...tags },
      category: 'workbook',
      // Stands in the workspace's own list; the provider refuses capital letters in it.
      sourceId: Fn.lower(workspaceId),
      dataJson: JSON.stringify(content),
    });
  }
}
