import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  coverageFunctionName,
  environmentSchema,
  hubFunctionName,
  timerFunctionName,
} from '@audit-bridge/activity-log-forwarder/environment';
import { subscriptionWatcher } from '@audit-bridge/config';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf, type Values } from './terraform-json';

/** What the host reads beside the function's own variables, each in the vendor's list of app settings or of identity-based connections. */
const hostSettings = [
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
  'EVENT_HUB__clientId',
  'EVENT_HUB__credential',
  'EVENT_HUB__fullyQualifiedNamespace',
];

/** The variables of an app that looks for subscriptions that nobody collects from, and of no other. */
const coverageVariables = ['COVERAGE_SCHEDULE', 'MANAGEMENT_GROUP_ID', 'RESOURCE_MANAGER_AUDIENCE', 'RESOURCE_MANAGER_URL', 'TENANT_ID'];

/** What such an app's alarms tell. */
const coverageAlarmWords = ['subscription-coverage-unknown', 'uncovered-subscriptions'];

/** Read by nobody: it starts the app anew. */
const packageSetting = 'FORWARDER_PACKAGE_SHA256';

/** What a person must hear of, whichever function of the pipeline is quiet about it. */
const alarmWords = [
  'deaf',
  'failed-runs',
  'lag',
  'messages-lost',
  'no-runs',
  'parked-blobs-damaged',
  'parked-too-long',
  'parking-failures',
  'records-refused',
  'records-undelivered',
  'unknown-subscriptions',
];

interface Site {
  readonly properties: {
    readonly httpsOnly: boolean;
    readonly functionAppConfig: {
      readonly runtime: object;
      readonly deployment: { readonly storage: { readonly authentication: object } };
    };
    readonly siteConfig: Values & { readonly appSettings: readonly { readonly name: string; readonly value: string }[] };
  };
}

/** The function app on Azure: what it is told, who may sign in to it, and how a deploy knows that it runs. */
export function forwarderAppInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  if (pipeline !== 'security-lake') return;
  describe(`function app of ${id}`, () => {
    const [site] = resourcesOf(json, 'azapi_resource').filter(({ values }) => String(values.type).startsWith('Microsoft.Web/sites@'));
    if (site === undefined) throw new Error(`${id} has no function app.`);
    const { properties } = site.values.body as Site;
    const settings = new Map(properties.siteConfig.appSettings.map(({ name, value }) => [name, value]));
    const actions = resourcesOf(json, 'azapi_resource_action');
    const looksForSubscriptions = subscriptionWatcher(environment) === 'securityLake';
    const [blob] = resourcesOf(json, 'azurerm_storage_blob');

    it("has the function's own variables and those that its host reads, and no other", () => {
      const own = Object.keys(environmentSchema.shape).filter(name => looksForSubscriptions || !coverageVariables.includes(name));
      expect([...settings.keys()].sort()).toEqual([...own, ...hostSettings, packageSetting].sort());
      // What Terraform fills in at apply.
      const filled = [...settings].map(([name, value]) => [name, value.replace(/\$\{[^}]+\}/g, 'https://example.com/')]);
      expect(environmentSchema.safeParse(Object.fromEntries(filled)).error?.issues ?? []).toEqual([]);
    });

    // Anybody who may read the app's settings could act as the function elsewhere, and for ever.
    it('is told no key of any cloud', () => {
      expect([...settings.keys()].filter(name => /ACCESS_KEY|SECRET|PASSWORD|SAS|^AzureWebJobsStorage$|^EVENT_HUB$/i.test(name))).toEqual(
        [],
      );
      expect([...settings.values()].filter(value => /SharedAccessKey|AccountKey=|[?&]sig=/.test(value))).toEqual([]);
      expect(properties.functionAppConfig.deployment.storage.authentication).toMatchObject({ type: 'UserAssignedIdentity' });
    });

    it('runs on Node 22, and is reached over TLS alone, with no password', () => {
      expect(properties.functionAppConfig.runtime).toEqual({ name: 'node', version: '22' });
      expect(properties).toMatchObject({
        httpsOnly: true,
        siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled' },
      });
      const policies = resourcesOf(json, 'azapi_update_resource').map(({ values }) => [values.name, values.body]);
      expect(policies).toEqual(['ftp', 'scm'].map(name => [name, { properties: { allow: false } }]));
    });

    // The app loads what lies under this one name in its container, when it starts.
    it('finds its package, and everything that it needs on both clouds, when it starts', () => {
      expect(blob?.values).toMatchObject({ name: 'released-package.zip', source: expect.stringMatching(/^assets\//) });
      expect(blob?.values.source).toContain(`/${settings.get(packageSetting)}/`);
      for (const type of ['azurerm_storage_blob', 'azurerm_role_assignment', 'azuread_app_role_assignment', 'aws_iam_role_policy'])
        expect(site.values.depends_on).toContainEqual(expect.stringMatching(new RegExp(`^${type}\\.`)));
    });

    // Green is not running: an app whose host does not start is made gladly, and nothing wakes one that no request calls.
    it('is woken, and asked for each of its functions, after each package and each change, before a deploy is done', () => {
      const sync = actions.find(({ values }) => values.action === 'syncfunctiontriggers' && values.method === 'POST');
      const asked = actions.filter(({ values }) => values.method === 'GET');
      expect(sync?.values.lifecycle).toEqual({ replace_triggered_by: [`azapi_resource.${site.id}`, `azurerm_storage_blob.${blob?.id}`] });
      expect(asked.map(({ values }) => values.action)).toEqual(
        [hubFunctionName, timerFunctionName, ...(looksForSubscriptions ? [coverageFunctionName] : [])].map(name => `functions/${name}`),
      );
      for (const { values } of asked) {
        expect(values.lifecycle).toEqual({ replace_triggered_by: [`azapi_resource_action.${sync?.id}`] });
        expect(JSON.stringify(values.retry)).toContain('RESPONSE 404');
      }
    });

    it('has alarms that somebody hears, or the environment says why it goes without', () => {
      const alarms = resourcesOf(json, 'azurerm_monitor_scheduled_query_rules_alert_v2');
      const [group] = resourcesOf(json, 'azurerm_monitor_action_group');
      const words = alarms.map(({ values }) => String(values.name).replace(/^.*-forwarder-/, ''));
      expect(words.sort()).toEqual(
        environment.alarms.noAlarms ? [] : [...alarmWords, ...(looksForSubscriptions ? coverageAlarmWords : [])].sort(),
      );
      for (const { values } of alarms)
        expect(values.action).toEqual({ action_groups: [`\${azurerm_monitor_action_group.${group?.id}.id}`] });
    });

    // Each alarm reads lines of the runs: one that is sampled away is a loss that nobody hears of.
    it('keeps every line that the alarms read', () => {
      const host = JSON.parse(readFileSync(join(__dirname, '../../functions/activity-log-forwarder/host.json'), 'utf8')) as {
        logging: { applicationInsights: { samplingSettings: { excludedTypes: string } } };
      };
      expect(host.logging.applicationInsights.samplingSettings.excludedTypes.split(';')).toContain('Trace');
      expect(resourcesOf(json, 'azurerm_application_insights').map(({ values }) => values.sampling_percentage)).toEqual([100]);
    });
  });
}
