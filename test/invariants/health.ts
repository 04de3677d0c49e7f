import { metricNamespace, metricUnits } from '@audit-bridge/telemetry/metric-names';
import { runbooksNamedBy } from './runbooks';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf, type Values } from './terraform-json';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly width: number;
  readonly properties: Values;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const maxWidgets = 500;

export function healthInvariants({ id, pipeline, json }: SynthesizedStack): void {
  describe(`health of ${id}`, () => {
    const [dashboard, ...others] = resourcesOf(json, 'aws_cloudwatch_dashboard');
    const { widgets } = JSON.parse(String(dashboard?.values.dashboard_body ?? '{"widgets":[]}')) as { widgets: readonly Widget[] };
    const graphs = widgets.filter(({ type }) => type === 'metric');
    const graphed = graphs.flatMap(({ properties }) => properties.metrics as readonly (readonly unknown[])[]);

    // What nobody can see at one glance nobody looks at.
    it('is shown on one dashboard, in the Region of the pipeline', () => {
      expect([dashboard?.type, others]).toEqual(['aws_cloudwatch_dashboard', []]);
      expect(widgets.length).toBeLessThanOrEqual(maxWidgets);
      for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
      for (const { properties } of graphs) expect(properties.region).toBe(json.provider?.aws?.[0]?.region);
    });

    // A graph that lacks what woke somebody is of no use to whoever was woken.
    it('shows every alarm with the metric that it watches and the value at which it fires', () => {
      const alarms = resourcesOf(json, 'aws_cloudwatch_metric_alarm');
      const [states] = widgets.filter(({ type }) => type === 'alarm');
      const shown = [...((states?.properties.alarms ?? []) as readonly string[])];
      expect(shown.sort()).toEqual(alarms.map(({ id: alarm }) => `\${aws_cloudwatch_metric_alarm.${alarm}.arn}`).sort());
      const drawn = new Map(graphs.map(({ properties }) => [properties.title, JSON.stringify(properties.annotations)]));
      for (const { values } of alarms) expect(drawn.get(values.alarm_name)).toContain(`"value":${values.threshold}`);
    });

    // A misspelt metric is an empty graph.
    it('draws only metrics that our functions emit, under the names of functions that are there', () => {
      const emitters = [
        ...resourcesOf(json, 'aws_lambda_function').map(({ values }) => values.function_name),
        ...resourcesOf(json, 'aws_glue_job').map(({ values }) => values.name),
      ];
      const own = graphed.filter(([namespace]) => namespace === metricNamespace);
      expect(own).not.toHaveLength(0);
      for (const [, name, , service] of own) {
        expect(Object.keys(metricUnits)).toContain(name);
        expect(emitters).toContain(service);
      }
    });

    it('is shown on Azure too, where the pipeline has something that runs or takes data there', () => {
      const workbooks = resourcesOf(json, 'azurerm_application_insights_workbook').filter(({ values }) =>
        String(values.display_name).endsWith('-health'),
      );
      expect(workbooks).toHaveLength(pipeline === 'cloudtrail-lake' ? 0 : 1);
      for (const { values } of workbooks) {
        const { items } = JSON.parse(String(values.data_json)) as { items: readonly { readonly type: number }[] };
        // Queries and metrics of resources.
        expect(items.filter(({ type }) => type === 3 || type === 10).length).toBeGreaterThan(1);
      }
    });

    // Woken at night, nobody reads a whole manual.
    it('has alarms that each lead to a runbook', () => {
      const alarms = [
        ...resourcesOf(json, 'aws_cloudwatch_metric_alarm').map(({ values }) => String(values.alarm_description)),
        ...resourcesOf(json, 'azurerm_monitor_scheduled_query_rules_alert_v2').map(({ values }) => String(values.description)),
        ...resourcesOf(json, 'azurerm_monitor_metric_alert').map(({ values }) => String(values.description)),
      ];
      expect(alarms.filter(description => !/\. Runbook: docs\/runbooks\/[a-z-]+\.md$/.test(description))).toEqual([]);
      expect(runbooksNamedBy({ json }).size).toBeLessThanOrEqual(alarms.length);
      // CloudWatch takes no longer one.
      for (const description of alarms) expect(description.length).toBeLessThanOrEqual(1024);
    });
  });
}
