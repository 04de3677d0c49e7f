import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import type { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
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

export interface ActivityLogExportProps {
  readonly name: string;
  readonly subscriptionIds: readonly string[];
  readonly storageAccountId: string;
  /** Made before the settings and destroyed after them: a setting without its container makes Azure Monitor create it again. */
  readonly container: StorageContainer;
}

/** One diagnostic setting per subscription, of the five that each subscription has room for. */
export class ActivityLogExport extends Construct {
  constructor(scope: Construct, id: string, { name, subscriptionIds, storageAccountId, container }: ActivityLogExportProps) {
    super(scope, id);
    for (const subscriptionId of subscriptionIds) {
      new MonitorDiagnosticSetting(this, subscriptionId, {
        name,
        targetResourceId: `/subscriptions/${subscriptionId}`,
        storageAccountId,
        enabledLog: activityLogCategories.map(category => ({ category })),
        dependsOn: [container],
      });
    }
  }
}
