import { alertQueries, savedSearches, workbook } from '@audit-bridge/access-key-queries';
import { maxSilenceHours } from '@audit-bridge/config';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Construct } from 'constructs';
import { AzureAlarmGroup } from '../../building-blocks/azure-alarm-group';
import { BridgeWorkbook } from '../../building-blocks/bridge-workbook';
import type { AzureAlarmTarget } from '../../building-blocks/log-alarm';
import { ReportAlarms } from './azure-alarms';
import { dataCollectorDestination } from './azure-data-collector';
import type { AccessKeysAzureProps } from './azure-props';
import type { ReportPlace } from './azure-report-place';
import { ReportReceiver } from './azure-report-receiver';
import { ReportSearches } from './azure-saved-searches';
import { ReportWorkbook } from './azure-workbook';
import { ReportWorkspace } from './azure-workspace';
import { ingestionWorkbook } from './ingestion-workbook';
import type { ReportDestination } from './report-destination';

/** The Azure half: a table that takes the report from one AWS role, and what people and alerts ask of it. */
export class AccessKeysAzure extends Construct {
  /** What the AWS half needs to send the report. */
  readonly destination: ReportDestination;

  constructor(scope: Construct, id: string, props: AccessKeysAzureProps) {
    super(scope, id);
    const { names, tags, protection, settings, cloud } = props;
    const { transport, tableName } = settings;
    const group = new ResourceGroup(this, 'group', {
      name: names.of('azureResourceGroup', 'access-keys'),
      location: props.location,
      tags: { ...tags },
    });
    const workspace = new ReportWorkspace(this, 'workspace', { names, group, tags, protection, workspace: settings.workspace });
    const place: ReportPlace = {
      names,
      resourceGroupName: group.name,
      location: workspace.location,
      tags,
      workspaceId: workspace.id,
      tableName,
    };
    let receiver: ReportReceiver | undefined;
    if (transport.kind === 'logs-ingestion') {
      receiver = new ReportReceiver(this, 'receiver', {
        ...place,
        protection,
        retentionDays: settings.workspace.retentionDays,
        cloud,
        tenantId: props.tenantId,
        issuerUrl: transport.issuerUrl,
        reporterRoleArn: props.reporterRoleArn,
      });
      this.destination = receiver.destination;
    } else {
      const { customerId } = workspace;
      this.destination = dataCollectorDestination({ transport, customerId, cloud, tableName });
    }

    const options = { tableName, maxKeyAgeDays: settings.maxKeyAgeDays, columnsMayBeMissing: receiver === undefined };
    new ReportSearches(this, 'searches', { ...place, searches: savedSearches(options) });
    new ReportWorkbook(this, 'workbook', { ...place, content: workbook({ ...options, workspaceResourceId: workspace.id }) });
    new BridgeWorkbook(this, 'health', {
      ...place,
      pipeline: 'access-keys',
      description: 'How the report of access keys comes in: rows taken, rows dropped, and how long they take.',
      content: ingestionWorkbook({ workspaceId: workspace.id, tableName, ruleId: receiver?.ruleId }),
    });
    new ReportAlarms(this, 'alarms', {
      ...place,
      target: this.#alarmTarget(props, group.name),
      ruleId: receiver?.ruleId,
      // Only a rule drops rows after it accepted them, and tells of it.
      alerts: alertQueries({ ...options, silenceHours: maxSilenceHours(settings.schedule) }).filter(
        ({ name }) => name !== 'dropped-rows' || receiver !== undefined,
      ),
    });
  }

  #alarmTarget({ names, alarms, tags }: AccessKeysAzureProps, resourceGroupName: string): AzureAlarmTarget {
    if (alarms.noAlarms) return alarms;
    const { emailAddresses } = alarms;
    const name = names.of('azureActionGroup', 'access-keys');
    return { actionGroupId: new AzureAlarmGroup(this, 'alarm-group', { name, resourceGroupName, tags, emailAddresses }).id };
  }
}
