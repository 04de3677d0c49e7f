import type { AccessKeyQuery } from '@audit-bridge/access-key-queries';
import { LogAnalyticsSavedSearch } from '@cdktf/provider-azurerm/lib/log-analytics-saved-search';
import { Construct } from 'constructs';
import type { ReportPlace } from './azure-report-place';

export interface ReportSearchesProps extends Pick<ReportPlace, 'names' | 'workspaceId'> {
  readonly searches: readonly AccessKeyQuery[];
}

/** The questions that the report answers, in the workspace's own list of queries. */
export class ReportSearches extends Construct {
  constructor(scope: Construct, id: string, { names, workspaceId, searches }: ReportSearchesProps) {
    super(scope, id);
    for (const { name, title, kusto } of searches) {
      new LogAnalyticsSavedSearch(this, name, {
        logAnalyticsWorkspaceId: workspaceId,
        name: names.of('azureSavedSearch', 'access-keys', name),
        // Two environments in one workspace stand below headings of their own.
        category: names.of('azureSavedSearch', 'access-keys'),
        displayName: title,
        query: kusto,
      });
    }
  }
}
