import type { NoAlarms } from '@audit-bridge/config';
import { MonitorScheduledQueryRulesAlertV2 } from '@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2';
import { Construct } from 'constructs';

/** Where alarms on Azure's side go, or why there are none. */
export type AzureAlarmTarget = { readonly noAlarms?: undefined; readonly actionGroupId: string } | NoAlarms;

/** https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule */
export const alarmMinutes = [5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440] as const;

export type AlarmMinutes = (typeof alarmMinutes)[number];

export interface LogAlarmProps {
  readonly name: string;
  /** What it means and what to do: all that a person reads at night. */
  readonly description: string;
  readonly target: AzureAlarmTarget;
  /** Where the query looks: an Application Insights component. */
  readonly scopeId: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** KQL that yields rows with the numeric column `value`. */
  readonly query: string;
  readonly aggregation: 'Total' | 'Maximum';
  /** Fires at a value like this. */
  readonly fires: { readonly atLeast: number } | { readonly below: number };
  /** How far back a look goes. @default 15 */
  readonly windowMinutes?: AlarmMinutes;
  /** How often it looks. @default 5 */
  readonly everyMinutes?: AlarmMinutes;
}

/** An alarm on what was logged, which tells also when it is over. Makes nothing where the environment goes without alarms. */
export class LogAlarm extends Construct {
  constructor(scope: Construct, id: string, props: LogAlarmProps) {
    super(scope, id);
    const { name, description, target, fires, windowMinutes = 15, everyMinutes = 5 } = props;
    if (target.noAlarms) return;
    new MonitorScheduledQueryRulesAlertV2(this, 'alarm', {
      name,
      displayName: name,
      description,
      scopes: [props.scopeId],
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      tags: { ...props.tags },
      severity: 1,
      windowDuration: duration(windowMinutes),
      evaluationFrequency: duration(everyMinutes),
      autoMitigationEnabled: true,
      criteria: [
        {
          query: props.query,
          metricMeasureColumn: 'value',
          timeAggregationMethod: props.aggregation,
          ...('atLeast' in fires
            ? { operator: 'GreaterThanOrEqual', threshold: fires.atLeast }
            : { operator: 'LessThan', threshold: fires.below }),
          failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
        },
      ],
      action: { actionGroups: [target.actionGroupId] },
    });
  }
}

/** ISO 8601, in the one spelling of each that the provider takes. */
function duration(minutes: AlarmMinutes): string {
  if (minutes === 1440) return 'P1D';
  return minutes < 60 ? `PT${minutes}M` : `PT${minutes / 60}H`;
}
