import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ActivityLogExport } from '../../building-blocks/activity-log-export';
import { AzureAlarmGroup } from '../../building-blocks/azure-alarm-group';
import { BridgeWorkbook } from '../../building-blocks/bridge-workbook';
import type { AzureAlarmTarget } from '../../building-blocks/log-alarm';
import { ActivityLogHub } from './activity-log-hub';
import type { SecurityLakeAzureProps } from './azure-props';
import { Forwarder } from './forwarder';
import { ForwarderAlarms } from './forwarder-alarms';
import { ForwarderTelemetry } from './forwarder-telemetry';
import { forwarderWorkbook } from './forwarder-workbook';
import { GivenHub } from './given-hub';
import { ParkingContainer } from './parking-container';
import type { SourceHub } from './source-hub';

/** The Azure half: the activity log of every listed subscription in one event hub, and the function that sends it to Kinesis. */
export class SecurityLakeAzure extends Construct {
  /** Object id of the forwarder's identity: the subject of its tokens, which the role on AWS trusts. */
  readonly forwarderObjectId: string;
  readonly #forwarder: Forwarder;

  constructor(scope: Construct, id: string, props: SecurityLakeAzureProps) {
    super(scope, id);
    const { names, location, cloud, tags, protection, settings } = props;
    const group = new ResourceGroup(this, 'group', { name: names.of('azureResourceGroup', 'security-lake'), location, tags: { ...tags } });
    const place = { names, location, tags, resourceGroupName: group.name };
    const { eventHub } = settings;
    const looksForSubscriptions = props.managementGroupId !== undefined;
    const hub: SourceHub =
      eventHub.kind === 'given'
        ? new GivenHub(this, 'hub', { names, cloud, settings: eventHub })
        : new ActivityLogHub(this, 'hub', {
            ...place,
            resourceGroupId: group.id,
            cloud,
            protection,
            settings: eventHub,
            exported: settings.source === 'diagnostic-setting',
          });
    if (hub.rule !== undefined) {
      new ActivityLogExport(this, 'export', {
        name: names.of('azureDiagnosticSetting', 'security-lake'),
        subscriptionIds: props.subscriptionIds,
        destination: { eventhubAuthorizationRuleId: hub.rule.id, eventhubName: hub.hub.name },
        writesTo: hub.writesTo,
      });
    }

    const parking = new ParkingContainer(this, 'parking', {
      ...place,
      replication: props.blobReplication,
      protection,
      retentionDays: settings.forwarder.parkedRecordsRetentionDays,
    });
    const telemetry = new ForwarderTelemetry(this, 'telemetry', { ...place, retentionDays: props.logRetentionDays });
    const identity = new UserAssignedIdentity(this, 'identity', {
      name: names.of('azureManagedIdentity', 'forwarder'),
      resourceGroupName: group.name,
      location,
      tags: { ...tags },
    });
    this.#forwarder = new Forwarder(this, 'forwarder', { ...props, group, hub, parking, identity, insights: telemetry.insights });
    this.forwarderObjectId = identity.principalId;

    new ForwarderAlarms(this, 'alarms', {
      ...place,
      target: this.#alarmTarget(props, group.name),
      insightsId: telemetry.insights.id,
      parkedRecordsMinutes: settings.forwarder.parkedRecordsMinutes,
      looksForSubscriptions,
    });
    new BridgeWorkbook(this, 'health', {
      ...place,
      pipeline: 'security-lake',
      description: 'The event hub of the activity log and the function that empties it.',
      content: forwarderWorkbook({ insightsId: telemetry.insights.id, namespaceId: hub.namespaceId, looksForSubscriptions }),
    });
  }

  /** The forwarder starts when these are there. Before that it would only park what it is given. */
  startAfter(...resources: readonly ITerraformDependable[]): void {
    this.#forwarder.startAfter(resources);
  }

  #alarmTarget({ names, alarms, tags }: SecurityLakeAzureProps, resourceGroupName: string): AzureAlarmTarget {
    if (alarms.noAlarms) return alarms;
    const { emailAddresses } = alarms;
    const name = names.of('azureActionGroup', 'security-lake');
    return { actionGroupId: new AzureAlarmGroup(this, 'alarm-group', { name, resourceGroupName, tags, emailAddresses }).id };
  }
}
