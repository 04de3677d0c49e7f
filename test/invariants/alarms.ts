import { metricDimension, metricNamespace, metricUnits } from '@audit-bridge/telemetry/metric-names';
import type { SynthesizedStack } from './synthesized-stacks';
import { type Resource, resourcesOf, type Values } from './terraform-json';

/** Metrics that must be watched, and what it means when there is none. */
const missingData: Readonly<Record<SynthesizedStack['pipeline'], Readonly<Record<string, 'breaching' | 'notBreaching'>>>> = {
  'cloudtrail-lake': {
    NewestEventAgeSeconds: 'breaching',
    UnknownSubscriptions: 'notBreaching',
    UnknownSubscriptionEvents: 'notBreaching',
  },
  'security-lake': {
    StreamJobRunning: 'breaching',
    StreamJobFailures: 'notBreaching',
    StreamRecordsQuarantined: 'notBreaching',
    IncomingRecords: 'breaching',
    'GetRecords.IteratorAgeMilliseconds': 'notBreaching',
    'PutRecords.FailedRecords': 'notBreaching',
    'PutRecords.ThrottledRecords': 'notBreaching',
    'glue.driver.streaming.maxConsumerLagInMs': 'notBreaching',
  },
  'access-keys': {
    ReportsCompleted: 'breaching',
    AccountsFailed: 'notBreaching',
    DestinationDeliveryFailures: 'notBreaching',
  },
};

/** Whatever can fire on Azure. */
const azureAlertTypes = [
  'azurerm_monitor_activity_log_alert',
  'azurerm_monitor_metric_alert',
  'azurerm_monitor_scheduled_query_rules_alert',
  'azurerm_monitor_scheduled_query_rules_alert_v2',
];

interface WatchedMetric {
  readonly namespace: string;
  readonly metric_name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The one metric that an alarm is about: its own, or that of its one query. */
function watchedBy({ values }: Resource): WatchedMetric {
  const queries = (values.metric_query ?? []) as readonly { readonly metric?: WatchedMetric }[];
  const [metric, ...others] = [values, ...queries.map(query => query.metric)].filter(
    (candidate): candidate is WatchedMetric & Values => candidate?.metric_name !== undefined,
  );
  if (metric === undefined || others.length > 0) throw new Error(`${values.alarm_name} watches another number of metrics than one.`);
  return metric;
}

export function alarmInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`alarms of ${id}`, () => {
    const alarms = resourcesOf(json, 'aws_cloudwatch_metric_alarm');

    // An alarm that tells nobody is a decoration.
    it('each have an action, and a description that says what to do', () => {
      for (const { values } of alarms) {
        expect(values.alarm_actions).toHaveLength(1);
        expect(values.ok_actions).toEqual(values.alarm_actions);
        expect(String(values.alarm_description).length).toBeGreaterThan(40);
      }
    });

    it('each have an action on Azure too, at a group with somebody in it where the environment names one', () => {
      const [group, ...others] = resourcesOf(json, 'azurerm_monitor_action_group');
      const alerts = azureAlertTypes.flatMap(type => resourcesOf(json, type));
      expect(others).toEqual([]);
      for (const { values } of alerts) expect(JSON.stringify(values.action)).toContain(`azurerm_monitor_action_group.${group?.id}.id`);
      const addresses = environment.alarms.noAlarms ? [] : environment.alarms.emailAddresses;
      const receivers = (group?.values.email_receiver ?? []) as readonly { readonly email_address: string }[];
      expect(receivers.map(receiver => receiver.email_address)).toEqual(group === undefined ? [] : addresses);
    });

    it('exist, unless the environment says why not', () => {
      if (environment.alarms.noAlarms) {
        expect(environment.alarms.reason).not.toBe('');
        expect(alarms).toEqual([]);
      } else expect(alarms.length).toBeGreaterThan(0);
    });

    // A misspelt metric or dimension never fires, and nobody notices.
    it('on our own metrics watch one that a function emits, under the dimension that it emits it with', () => {
      const emitters = [
        ...resourcesOf(json, 'aws_lambda_function').map(({ values }) => values.function_name),
        // What the job is told to call itself.
        ...resourcesOf(json, 'aws_glue_job').map(({ values }) => (values.default_arguments as Record<string, string>)['--METRICS_SERVICE']),
      ];
      for (const metric of alarms.map(watchedBy).filter(({ namespace }) => namespace === metricNamespace)) {
        expect(Object.keys(metricUnits)).toContain(metric.metric_name);
        expect(emitters).toContain(metric.dimensions[metricDimension]);
      }
    });

    // Silence is what a dead pipeline sounds like.
    it('know what is bad news for their pipeline, and take silence for it where silence is', () => {
      const watched = new Map(alarms.map(alarm => [watchedBy(alarm).metric_name, alarm.values.treat_missing_data]));
      const expected = Object.entries(missingData[pipeline]);
      expect(expected.map(([name]) => watched.get(name))).toEqual(
        expected.map(([, missing]) => (environment.alarms.noAlarms ? undefined : missing)),
      );
    });
  });
}
