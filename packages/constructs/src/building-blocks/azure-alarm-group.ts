import type { AlarmSettings } from '@audit-bridge/config';
import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
import { Construct } from 'constructs';

export interface AzureAlarmGroupProps {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly emailAddresses: AlarmSettings['emailAddresses'];
}

/** Names the sender of a mail; at most 12 characters: https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups */
const shortName = 'audit-bridge';

/** Tells people of the alarms on Azure's side; other receivers can be added to it. */
export class AzureAlarmGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, { name, resourceGroupName, tags, emailAddresses }: AzureAlarmGroupProps) {
    super(scope, id);
    const group = new MonitorActionGroup(this, 'group', {
      name,
      resourceGroupName,
      shortName,
      tags: { ...tags },
      emailReceiver: emailAddresses.map(emailAddress => ({ name: emailAddress, emailAddress, useCommonAlertSchema: true })),
    });
    this.id = group.id;
  }
}
