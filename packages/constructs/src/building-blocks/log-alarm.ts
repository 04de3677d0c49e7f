import type { NoAlarms } from '@audit-bridge/config';
import { MonitorScheduledQueryRulesAlertV2 } from '@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2';
import { Construct } from 'constructs';
import { type Runbook, withRunbook } from './runbook';

/** Where alarms on Azure's side go, or why there are none. */
export type AzureAlarmTarget = { readonly noAlarms?: undefined; readonly actionGroupId: string } | NoAlarms;

/** https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule */
export const alarmMinutes = [5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440] as const;

export type AlarmMinutes = (typeof alarmMinutes)[number];

/** Two days: as far back as any alert looks, whatever its query says. */
const maxWindowMinutes = 2880;

export interface LogAlarmProps {
  readonly name: string;
  /** What it means and what to do: all that a person reads at night. */
  readonly description: string;
  readonly runbook: Runbook;
  readonly target: AzureAlarmTarget;
  /** Where the query looks: an Application Insights component, or a workspace. */
  readonly scopeId: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** KQL that yields rows with the numeric column `value`; to count rows, any. */
  readonly query: string;
  readonly aggregation: 'Total' | 'Maximum' | 'Count';
  /** Fires at a value like this. */
  readonly fires: { readonly atLeast: number } | { readonly below: number };
  /** How far back a look goes. @default 15 */
  readonly windowMinutes?: AlarmMinutes | typeof maxWindowMinutes;
  /** How often it looks: an alarm that tells when it is over cannot be one that looks once a day. @default 5 */
  readonly everyMinutes?: Exclude<AlarmMinutes, 1440>;
  /** From 0, critical, to 4, verbose. @default 1 */
  readonly severity?: 0 | 1 | 2 | 3 | 4;
  /** Columns of text or numbers, six at most: what stands in them alerts by itself. @default the answer alerts as a whole */
  readonly dimensions?: readonly string[];
  /** Where the query asks for what is not there yet when the alert is made. @default false */
  readonly skipQueryValidation?: boolean;
}

/** An alarm on what was logged, which tells also when it is over. Makes nothing where the environment goes without alarms. */
export class LogAlarm extends Construct {
  constructor(scope: Construct, id: string, props: LogAlarmProps) {
    super(scope, id);
    const { name, description, target, fires, aggregation, windowMinutes = 15, everyMinutes = 5, dimensions = [] } = props;
    if (target.noAlarms) return;
    new MonitorScheduledQueryRulesAlertV2(this, 'alarm', {
      name,
      displayName: name,
      description: withRunbook(description, props.runbook),
      scopes: [props.scopeId],
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      tags: { ...props.tags },
      severity: props.severity ?? 1,
      windowDuration: duration(windowMinutes),
      evaluationFrequency: duration(everyMinutes),
      autoMitigationEnabled: true,
      skipQueryValidation: props.skipQueryValidation,
      criteria: [
        {
          query: props.query,
          metricMeasureColumn: aggregation === 'Count' ? undefined : 'value',
          timeAggregationMethod: aggregation,
          dimension: dimensions.length === 0 ? undefined : dimensions.map(name => ({ name, operator: 'Include', values: ['*'] })),
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
function duration(minutes: NonNullable<LogAlarmProps['windowMinutes']>): string {
  if (minutes >= 1440) return `P${minutes / 1440}D`;
  return minutes < 60 ? `PT${minutes}M` : `PT${minutes / 60}H`;
}
