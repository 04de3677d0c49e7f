import { countsOf } from '@audit-bridge/operations/cost/resource-counts';
import { globalNamesOf } from '@audit-bridge/operations/preflight/checks/azure-names';
import { bucketNamesOf } from '@audit-bridge/operations/preflight/checks/bucket-names';
import { awsActions } from '@audit-bridge/operations/preflight/rights/aws-actions';
import { awsTypesOf } from '@audit-bridge/operations/preflight/rights/types-of';
import { forwarderComponent } from '@audit-bridge/operations/status/hub-metrics';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

const minutesOf: Readonly<Record<string, number>> = { PT5M: 5, PT10M: 10, PT15M: 15, PT30M: 30, PT1H: 60, PT6H: 360, PT12H: 720 };
const azureNameTypes = /^Microsoft\.(EventHub\/namespaces|Web\/sites)@/;

/** What is asked and told before a deploy is about what a deploy makes: names, rights, and what is paid by the piece. */
export function beforeADeployInvariants(stacks: readonly SynthesizedStack[]): void {
  const environments = new Map(stacks.map(({ environment }) => [environment.name, environment]));

  describe.each([...environments])('before a deploy of %s', (name, environment) => {
    const own = stacks.filter(stack => stack.environment.name === name);
    const all = (type: string) => own.flatMap(({ json }) => resourcesOf(json, type).map(({ values }) => values));
    const types = [...new Set(own.flatMap(({ json }) => Object.keys(json.resource ?? {})))].filter(type => type.startsWith('aws_')).sort();

    it('preflight asks for every bucket, and for every name that Azure has once', () => {
      expect([...bucketNamesOf(environment)].sort()).toEqual(
        all('aws_s3_bucket')
          .map(({ bucket }) => bucket)
          .sort(),
      );
      const azure = [
        ...all('azurerm_storage_account'),
        ...all('azapi_resource').filter(({ type }) => azureNameTypes.test(String(type))),
      ].map(values => values.name);
      expect(
        globalNamesOf(environment)
          .map(found => found.name)
          .sort(),
      ).toEqual(azure.sort());
    });

    it('preflight tries the rights for everything that is made in AWS', () => {
      expect(types.filter(type => awsActions[type] === undefined)).toEqual([]);
      const asked = awsTypesOf(environment);
      expect(types.filter(type => !asked.includes(type))).toEqual([]);
    });

    it('status asks the component that the forwarder writes to', () => {
      const [group] = own.flatMap(({ json, pipeline }) =>
        pipeline === 'security-lake' ? resourcesOf(json, 'azurerm_resource_group') : [],
      );
      const made = all('azurerm_application_insights').map(({ name: component }) => ({
        name: component,
        resourceGroup: group?.values.name,
      }));
      expect(made).toEqual(group === undefined ? [] : [forwarderComponent(environment)]);
    });

    it('the estimate counts what is paid by the piece', () => {
      for (const { json, pipeline } of own) {
        const count = (type: string) => resourcesOf(json, type).length;
        const logAlerts = resourcesOf(json, 'azurerm_monitor_scheduled_query_rules_alert_v2').map(
          ({ values }) => minutesOf[String(values.evaluation_frequency)] ?? 0,
        );
        const { alarms, dashboards, kmsKeys, logAlerts15Minutes, logAlerts5Minutes, metricAlerts } = countsOf(environment, pipeline);
        expect(count('aws_kms_key')).toBe(environment.encryption.kind === 'created' ? kmsKeys : kmsKeys - 1);
        expect(count('aws_cloudwatch_dashboard')).toBe(dashboards);
        if (environment.alarms.noAlarms) continue;
        expect(count('aws_cloudwatch_metric_alarm')).toBe(alarms);
        expect(count('azurerm_monitor_metric_alert')).toBe(metricAlerts);
        expect(logAlerts.filter(minutes => minutes === 5)).toHaveLength(logAlerts5Minutes);
        expect(logAlerts.filter(minutes => minutes >= 15)).toHaveLength(logAlerts15Minutes);
      }
    });
  });
}
