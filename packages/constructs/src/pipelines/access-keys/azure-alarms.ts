import type { AlertQuery } from '@audit-bridge/access-key-queries';
import { MonitorMetricAlert } from '@cdktf/provider-azurerm/lib/monitor-metric-alert';
import { Construct } from 'constructs';
import { type AzureAlarmTarget, LogAlarm, type LogAlarmProps } from '../../building-blocks/log-alarm';
import { withRunbook } from '../../building-blocks/runbook';
import type { ReportPlace } from './azure-report-place';

export interface ReportAlarmsProps extends Omit<ReportPlace, 'tableName'> {
  readonly target: AzureAlarmTarget;
  readonly alerts: readonly AlertQuery[];
  /** The data collection rule, where there is one. */
  readonly ruleId: string | undefined;
}

type Evaluation = Required<Pick<LogAlarmProps, 'severity' | 'everyMinutes' | 'windowMinutes'>>;

/** Two days: the latest snapshot of a daily schedule is up to a day old, and no alert sees more. */
const snapshotWindowMinutes = 2880;

/**
 * An old key is no news within hours; a missing snapshot and a dropped row are. Severity 1: something is broken. Severity 2: somebody has to act.
 *
 * An alert that resolves by itself is evaluated every 12 hours at least: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule
 */
const evaluations: Readonly<Record<AlertQuery['name'], Evaluation>> = {
  'keys-older-than': { severity: 2, everyMinutes: 360, windowMinutes: snapshotWindowMinutes },
  'missing-snapshot': { severity: 1, everyMinutes: 60, windowMinutes: snapshotWindowMinutes },
  // As far as the query itself looks.
  'dropped-rows': { severity: 1, everyMinutes: 60, windowMinutes: 180 },
};

/** What a person must hear of in Azure: keys that are too old, a snapshot that is not there or not whole, rows that were dropped after they were accepted. */
export class ReportAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ReportAlarmsProps) {
    super(scope, id);
    const { names, resourceGroupName, location, tags, workspaceId, target, alerts } = props;
    for (const { name, description, kusto, dimensions } of alerts) {
      new LogAlarm(this, name, {
        name: names.of('azureAlertRule', 'access-keys', name),
        description,
        runbook: name,
        target,
        scopeId: workspaceId,
        resourceGroupName,
        location,
        tags,
        query: kusto,
        aggregation: 'Count',
        fires: { atLeast: 1 },
        dimensions,
        // A new table, or a new column of one, is known to queries 10 to 15 minutes after it was made; DCRLogErrors is made with its first row.
        skipQueryValidation: true,
        ...evaluations[name],
      });
    }
    if (props.ruleId !== undefined) this.#countDroppedRows(props, props.ruleId);
  }

  /** The errors in the log say why, once an hour each; this says that it happened, also when the log itself does not come. */
  #countDroppedRows({ names, resourceGroupName, tags, target }: ReportAlarmsProps, ruleId: string): void {
    if (target.noAlarms) return;
    new MonitorMetricAlert(this, 'rule-drops', {
      name: names.of('azureAlertRule', 'access-keys', 'rule-drops'),
      description: withRunbook(
        'The data collection rule dropped rows that it had accepted: that snapshot stays incomplete. DCRLogErrors in the workspace says why.',
        'rule-drops',
      ),
      resourceGroupName,
      tags: { ...tags },
      scopes: [ruleId],
      severity: 1,
      frequency: 'PT15M',
      windowSize: 'PT1H',
      autoMitigate: true,
      criteria: [
        {
          // https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-insights-datacollectionrules-metrics
          metricNamespace: 'Microsoft.Insights/datacollectionrules',
          metricName: 'RowsDropped_Count',
          aggregation: 'Total',
          operator: 'GreaterThan',
          threshold: 0,
          // A rule has no metrics before its first request.
          skipMetricValidation: true,
        },
      ],
      action: [{ actionGroupId: target.actionGroupId }],
    });
  }
}
