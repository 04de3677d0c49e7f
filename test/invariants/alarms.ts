import { type MetricName, metricDimension, metricNamespace, metricUnits } from '@audit-bridge/telemetry/metric-names';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

export function alarmInvariants({ id, json, environment }: SynthesizedStack): void {
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
      const functionNames = resourcesOf(json, 'aws_lambda_function').map(({ values }) => values.function_name);
      for (const { values } of alarms.filter(alarm => alarm.values.namespace === metricNamespace)) {
        expect(Object.keys(metricUnits)).toContain(values.metric_name);
        expect(functionNames).toContain((values.dimensions as Record<string, string>)[metricDimension]);
      }
    });

    // Silence is what a dead pipeline sounds like.
    it('treat a missing age of the newest event as a failure, and know forged records', () => {
      const watched = new Map(alarms.map(({ values }) => [values.metric_name, values.treat_missing_data]));
      const own: readonly MetricName[] = ['NewestEventAgeSeconds', 'UnknownSubscriptions', 'UnknownSubscriptionEvents'];
      expect(own.map(name => watched.get(name))).toEqual(
        environment.alarms.noAlarms ? [undefined, undefined, undefined] : ['breaching', 'notBreaching', 'notBreaching'],
      );
    });
  });
}
