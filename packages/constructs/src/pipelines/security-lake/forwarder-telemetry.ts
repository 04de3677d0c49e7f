import type { Names } from '@audit-bridge/naming';
import { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { Construct } from 'constructs';

export interface ForwarderTelemetryProps {
  readonly names: Names;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly retentionDays: number;
}

/** What the tier takes: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
const retentionLimits = { least: 30, most: 730 };

/** Application Insights on a workspace of its own. Both take signed-in identities only, so that the keys in the state open nothing. */
export class ForwarderTelemetry extends Construct {
  readonly insights: ApplicationInsights;

  constructor(scope: Construct, id: string, props: ForwarderTelemetryProps) {
    super(scope, id);
    const { names, resourceGroupName, location, tags } = props;
    const workspace = new LogAnalyticsWorkspace(this, 'workspace', {
      name: names.of('azureLogAnalyticsWorkspace', 'forwarder'),
      resourceGroupName,
      location,
      tags: { ...tags },
      sku: 'PerGB2018',
      // Less costs the same: the tier's price holds a month.
      retentionInDays: Math.min(Math.max(props.retentionDays, retentionLimits.least), retentionLimits.most),
      localAuthenticationEnabled: false,
    });
    this.insights = new ApplicationInsights(this, 'insights', {
      name: names.of('azureApplicationInsights', 'forwarder'),
      resourceGroupName,
      location,
      tags: { ...tags },
      applicationType: 'Node.JS',
      workspaceId: workspace.id,
      localAuthenticationDisabled: true,
      // Alerts count runs by their lines: a line that was sampled away is a loss that nobody hears of.
      samplingPercentage: 100,
    });
  }
}
