import { streamColumns, streamName, tableColumns } from '@audit-bridge/access-key-records';
import { LogAnalyticsWorkspaceTableCustomLog } from '@cdktf/provider-azurerm/lib/log-analytics-workspace-table-custom-log';
import { MonitorDataCollectionEndpoint } from '@cdktf/provider-azurerm/lib/monitor-data-collection-endpoint';
import { MonitorDataCollectionRule } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule';
import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import { Construct } from 'constructs';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';
import type { ReportPlace } from './azure-report-place';

export interface ReportRuleProps extends ReportPlace {
  readonly protection: Protection;
  /** Of the table's rows. */
  readonly retentionDays: number;
}

/** Names the workspace within the rule. */
const destination = 'workspace';

/**
 * The way of rows into the table: an endpoint that takes them, and a rule that says what they look like and where they go.
 *
 * Table, stream and the function's records have their columns from one list: what the stream does not declare is dropped without a word.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 */
export class ReportRule extends Construct {
  /** `https://<name>-<suffix>.<region>.ingest.monitor.azure.com` */
  readonly endpoint: string;
  readonly ruleId: string;
  /** What a request names the rule by: `dcr-…`. */
  readonly immutableId: string;
  readonly streamName: string;

  constructor(scope: Construct, id: string, props: ReportRuleProps) {
    super(scope, id);
    const { names, resourceGroupName, location, tableName } = props;
    const tags = { ...props.tags };
    const stream = streamName(tableName);
    const table = new LogAnalyticsWorkspaceTableCustomLog(this, 'table', {
      workspaceId: props.workspaceId,
      name: tableName,
      description: 'The access keys of AWS accounts, one row a key and run; a snapshot is whole when its RunCompleted records say so.',
      // Basic knows neither alerts nor more than 30 days: https://learn.microsoft.com/azure/azure-monitor/logs/data-platform-logs#table-plans
      plan: 'Analytics',
      retentionInDays: props.retentionDays,
      totalRetentionInDays: props.retentionDays,
      column: tableColumns.map(column => ({ ...column })),
      lifecycle: dataLifecycle(props.protection),
    });
    // Beside the rule, because azurerm cannot make one of the kind that is an endpoint itself.
    const endpoint = new MonitorDataCollectionEndpoint(this, 'endpoint', {
      name: names.of('azureDataCollectionEndpoint', 'keys'),
      resourceGroupName,
      location,
      tags,
      description: 'Takes the access key report from AWS.',
      // A Lambda sends from the internet; who has no role at the rule is refused.
      publicNetworkAccessEnabled: true,
    });
    const rule = new MonitorDataCollectionRule(this, 'rule', {
      name: names.of('azureDataCollectionRule', 'access-keys'),
      resourceGroupName,
      location,
      tags,
      description: `Takes the access key report from AWS and writes it into ${tableName}.`,
      dataCollectionEndpointId: endpoint.id,
      destinations: { logAnalytics: [{ name: destination, workspaceResourceId: props.workspaceId }] },
      streamDeclaration: [{ streamName: stream, column: streamColumns.map(column => ({ ...column })) }],
      dataFlow: [{ streams: [stream], destinations: [destination], outputStream: stream, transformKql: 'source' }],
      // Named as text above, and Azure takes no rule whose table is not there.
      dependsOn: [table],
    });
    // Rows are dropped after they were accepted: nobody but the rule itself knows why.
    new MonitorDiagnosticSetting(this, 'errors', {
      name: names.of('azureDiagnosticSetting', 'access-keys'),
      targetResourceId: rule.id,
      logAnalyticsWorkspaceId: props.workspaceId,
      enabledLog: [{ category: 'LogErrors' }],
    });
    this.endpoint = endpoint.logsIngestionEndpoint;
    this.ruleId = rule.id;
    this.immutableId = rule.immutableId;
    this.streamName = stream;
  }
}
