import { metricDimension, metricNamespace, metricUnits } from '@audit-bridge/telemetry/metric-names';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

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
};

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
      for (const { values } of alarms.filter(alarm => alarm.values.namespace === metricNamespace)) {
        expect(Object.keys(metricUnits)).toContain(values.metric_name);
        expect(emitters).toContain((values.dimensions as Record<string, string>)[metricDimension]);
      }
    });

    // Silence is what a dead pipeline sounds like.
    it('know what is bad news for their pipeline, and take silence for it where silence is', () => {
      const watched = new Map(alarms.map(({ values }) => [values.metric_name, values.treat_missing_data]));
      const expected = Object.entries(missingData[pipeline]);
      expect(expected.map(([name]) => watched.get(name))).toEqual(
        expected.map(([, missing]) => (environment.alarms.noAlarms ? undefined : missing)),
      );
    });
  });
}
