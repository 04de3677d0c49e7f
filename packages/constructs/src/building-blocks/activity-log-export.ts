import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories */
export const activityLogCategories = [
  'Administrative',
  'Security',
  'ServiceHealth',
  'Alert',
  'Recommendation',
  'Policy',
  'Autoscale',
  'ResourceHealth',
] as const;

/** Where Azure Monitor writes to. */
export type ActivityLogDestination =
  | { readonly storageAccountId: string }
  /** The rule of the hub's namespace: Manage, Send and Listen. */
  | { readonly eventhubAuthorizationRuleId: string; readonly eventhubName: string };

export interface ActivityLogExportProps {
  readonly name: string;
  readonly subscriptionIds: readonly string[];
  readonly destination: ActivityLogDestination;
  /** Made before the settings and destroyed after them: a setting without its container or hub makes Azure Monitor create it again. */
  readonly writesTo: readonly ITerraformDependable[];
}

/** One diagnostic setting per subscription, of the five that each subscription has room for. */
export class ActivityLogExport extends Construct {
  constructor(scope: Construct, id: string, { name, subscriptionIds, destination, writesTo }: ActivityLogExportProps) {
    super(scope, id);
    for (const subscriptionId of subscriptionIds) {
      new MonitorDiagnosticSetting(this, subscriptionId, {
        name,
        targetResourceId: `/subscriptions/${subscriptionId}`,
        ...destination,
        enabledLog: activityLogCategories.map(category => ({ category })),
        dependsOn: [...writesTo],
      });
    }
  }
}
