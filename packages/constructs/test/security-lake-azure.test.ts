import { environmentSchema } from '@audit-bridge/activity-log-forwarder/environment';
import { TerraformResource } from 'cdktf';
import { SecurityLakeAzure } from '../src/pipelines/security-lake/azure';
import { azureHalfProps } from './security-lake-azure-props';
import { resourcesOf } from './synthesize-scope';

type Props = ReturnType<typeof azureHalfProps>;
type Values = Readonly<Record<string, unknown>>;

const build = (change: Partial<Props> = {}) => resourcesOf(scope => void new SecurityLakeAzure(scope, 'half', azureHalfProps(change)));
const { settings } = azureHalfProps();
const withSource = (source: Props['settings']['source']) => build({ settings: { ...settings, source } });
type Hub = Props['settings']['eventHub'];
const withHub = (eventHub: Partial<Extract<Hub, { kind: 'created' }>>) =>
  build({ settings: { ...settings, eventHub: { ...settings.eventHub, ...eventHub } as Hub } });
const bodyOf = (resources: ReturnType<typeof build>, type: string) =>
  resources('azapi_resource').find(({ type: own }) => String(own).startsWith(`${type}@`))?.body as Values | undefined;

describe('event hub', () => {
  it('takes keys only because Azure Monitor has no other way to sign in', () => {
    const exported = withSource('diagnostic-setting');
    expect(bodyOf(exported, 'Microsoft.EventHub/namespaces')?.properties).toMatchObject({ disableLocalAuth: false });
    expect(bodyOf(exported, 'Microsoft.EventHub/namespaces/authorizationRules')).toEqual({
      properties: { rights: ['Listen', 'Manage', 'Send'] },
    });
  });

  it.each([
    ['given', undefined],
    ['diagnostic-setting', 'azure-monitor'],
  ] as const)(
    'is left alone where it is given, but for a consumer group, and exported into only by the rule that it has: %s',
    (source, exportRule) => {
      const resourceId = '/SUBSCRIPTIONS/A/resourcegroups/hubs/providers/microsoft.eventhub/namespaces/central/eventhubs/activity-log';
      const hubId = '/subscriptions/a/resourceGroups/hubs/providers/Microsoft.EventHub/namespaces/central/eventhubs/activity-log';
      const eventHub: Hub = { kind: 'given', resourceId, ...(exportRule === undefined ? {} : { exportRule }) };
      const resources = build({ settings: { ...settings, source, eventHub } });
      expect(resources('azurerm_eventhub')).toEqual([]);
      expect(resources('azapi_resource').filter(({ type }) => String(type).startsWith('Microsoft.EventHub/'))).toEqual([
        expect.objectContaining({ type: expect.stringContaining('/consumergroups@'), parent_id: hubId }),
      ]);
      expect(resources('azurerm_role_assignment')).toContainEqual(
        expect.objectContaining({ scope: hubId, role_definition_name: 'Azure Event Hubs Data Receiver' }),
      );
      expect(resources('azurerm_monitor_diagnostic_setting').map(({ eventhub_authorization_rule_id: rule }) => rule)).toEqual(
        exportRule === undefined
          ? []
          : azureHalfProps().subscriptionIds.map(() => hubId.replace('/eventhubs/activity-log', '/authorizationRules/azure-monitor')),
      );
    },
  );

  it('takes no key at all where records are generated', () => {
    const generated = withSource('generated');
    expect(bodyOf(generated, 'Microsoft.EventHub/namespaces')?.properties).toMatchObject({ disableLocalAuth: true });
    expect(bodyOf(generated, 'Microsoft.EventHub/namespaces/authorizationRules')).toBeUndefined();
    expect(generated('azurerm_monitor_diagnostic_setting')).toEqual([]);
  });

  // A deploy during the load that raised it would throttle the export.
  it('inflates by itself in the tier Standard, and no deploy lowers it again', () => {
    const [namespace] = withHub({ throughputUnits: 2, maxThroughputUnits: 7 })('azapi_resource').filter(({ type }) =>
      String(type).startsWith('Microsoft.EventHub/namespaces@'),
    );
    expect(namespace?.body).toMatchObject({
      sku: { name: 'Standard', capacity: 2 },
      properties: { isAutoInflateEnabled: true, maximumThroughputUnits: 7 },
    });
    expect(namespace?.lifecycle).toMatchObject({ ignore_changes: ['body.sku.capacity'] });
  });

  it('says nothing of inflating in the tier Premium, which refuses it', () => {
    const body = bodyOf(withHub({ tier: 'Premium', throughputUnits: 4 }), 'Microsoft.EventHub/namespaces');
    expect(body?.sku).toMatchObject({ name: 'Premium', capacity: 4 });
    expect(body?.properties).not.toHaveProperty('isAutoInflateEnabled');
    expect(body?.properties).not.toHaveProperty('maximumThroughputUnits');
  });
});

describe('function app', () => {
  const settingsOf = (change: Partial<Props> = {}) => {
    const { properties } = bodyOf(build(change), 'Microsoft.Web/sites') as {
      properties: { siteConfig: { appSettings: { name: string; value: string }[] } };
    };
    return new Map(properties.siteConfig.appSettings.map(({ name, value }) => [name, value]));
  };

  it("gives the function what the function's own schema takes", () => {
    // What Terraform fills in at apply.
    const filled = [...settingsOf()].map(([name, value]) => [name, value.replace(/\$\{[^}]+\}/g, 'https://example.com/')]);
    expect(environmentSchema.safeParse(Object.fromEntries(filled)).error?.issues ?? []).toEqual([]);
  });

  // Beside the identity's settings it would win, and the host would not start.
  it('signs in to its storage and to the hub as its identity, without a plain AzureWebJobsStorage', () => {
    const names = [...settingsOf().keys()].filter(name => /^(AzureWebJobsStorage|EVENT_HUB__)/.test(name));
    expect(names).toEqual([
      'AzureWebJobsStorage__accountName',
      'AzureWebJobsStorage__clientId',
      'AzureWebJobsStorage__credential',
      'EVENT_HUB__clientId',
      'EVENT_HUB__credential',
      'EVENT_HUB__fullyQualifiedNamespace',
    ]);
    expect(settingsOf().get('EVENT_HUB__credential')).toBe('managedidentity');
  });

  it("names its storage by whole addresses where the account's name stands for the hosts of another cloud", () => {
    const names = [...settingsOf({ cloud: 'usgovernment' }).entries()];
    expect(names).toContainEqual(['AzureWebJobsStorage__blobServiceUri', expect.stringMatching(/\.blob\.core\.usgovcloudapi\.net$/)]);
    expect(names).toContainEqual(['AzureWebJobsStorage__queueServiceUri', expect.stringMatching(/\.queue\.core\.usgovcloudapi\.net$/)]);
    expect(names).toContainEqual(['EVENT_HUB__fullyQualifiedNamespace', expect.stringMatching(/\.servicebus\.usgovcloudapi\.net$/)]);
  });

  it('runs the timer as often as parked records are sent on', () => {
    const forwarder = { ...settings.forwarder, parkedRecordsMinutes: 30 };
    expect(settingsOf({ settings: { ...settings, forwarder } }).get('PARKED_RECORDS_SCHEDULE')).toBe('0 */30 * * * *');
  });

  it('starts after its package, its token permission, its roles, and what it is told to wait for', () => {
    const resources = resourcesOf(scope => {
      const half = new SecurityLakeAzure(scope, 'half', azureHalfProps());
      half.startAfter(new TerraformResource(scope, 'role', { terraformResourceType: 'aws_iam_role' }));
    });
    const [site] = resources('azapi_resource').filter(({ type }) => String(type).startsWith('Microsoft.Web/sites@'));
    for (const type of ['azurerm_storage_blob', 'azuread_app_role_assignment', 'azurerm_role_assignment', 'aws_iam_role']) {
      expect(site?.depends_on).toContainEqual(expect.stringMatching(new RegExp(`^${type}\\.`)));
    }
  });

  // Changing settings starts an app anew, and it loads its package when it starts.
  it('is told of another package by a setting, when the package is there', () => {
    const artifact = { ...azureHalfProps().artifact, sha256: 'b'.repeat(64) };
    expect(settingsOf({ artifact }).get('FORWARDER_PACKAGE_SHA256')).toBe(artifact.sha256);
    expect(build({ artifact })('azurerm_storage_blob')).toMatchObject([
      { name: 'released-package.zip', source: expect.stringContaining(`/${artifact.sha256}/`) },
    ]);
  });
});

describe('parking container', () => {
  // An undelivered record that expires is a record that is lost.
  it('lets go by age of nothing but what was refused for good', () => {
    const forwarder = { ...settings.forwarder, parkedRecordsRetentionDays: 400 };
    const [policy] = build({ settings: { ...settings, forwarder } })('azurerm_storage_management_policy');
    expect(policy?.rule).toEqual([
      expect.objectContaining({
        filters: { blob_types: ['blockBlob'], prefix_match: ['parked-records/refused/', 'parked-records/fed/'] },
        actions: { base_blob: { delete_after_days_since_modification_greater_than: 400 } },
      }),
    ]);
  });
});

describe('telemetry', () => {
  it.each([
    [3, 30],
    [400, 400],
    [3653, 730],
  ])('keeps logs of %d days for %d, which the workspace takes', (logRetentionDays, retention) => {
    expect(build({ logRetentionDays })('azurerm_log_analytics_workspace')).toMatchObject([{ retention_in_days: retention }]);
  });
});

describe('alarms on Azure', () => {
  const alarms = (change: Partial<Props> = {}) => build(change)('azurerm_monitor_scheduled_query_rules_alert_v2');

  it('are not made where the environment goes without', () => {
    const without = build({ alarms: { noAlarms: true, reason: 'Nobody is on call.' } });
    expect(without('azurerm_monitor_scheduled_query_rules_alert_v2')).toEqual([]);
    expect(without('azurerm_monitor_action_group')).toEqual([]);
  });

  it('tell whom the settings name', () => {
    const [group] = build({ alarms: { emailAddresses: ['oncall@example.com'], newestEventAgeHours: 6 } })('azurerm_monitor_action_group');
    expect(group).toMatchObject({ short_name: 'audit-bridge', email_receiver: [{ email_address: 'oncall@example.com' }] });
  });

  // A host that never starts writes nothing that another alarm could see.
  it.each([
    [1, 'PT15M'],
    [5, 'PT15M'],
    [30, 'PT2H'],
  ])('fire when no run is told in three periods of a timer of %d minutes (%s)', (parkedRecordsMinutes, window) => {
    const forwarder = { ...settings.forwarder, parkedRecordsMinutes };
    const silent = alarms({ settings: { ...settings, forwarder } }).find(({ name }) => String(name).endsWith('no-runs'));
    // `count()` over nothing is a row with 0; a plain filter would be no row, and an alarm on no row never fires.
    const query = expect.stringMatching(/summarize value = todouble\(count\(\)\)$/);
    const criteria = { operator: 'LessThan', threshold: 1, time_aggregation_method: 'Total', query };
    expect(silent).toMatchObject({ window_duration: window, criteria: [criteria] });
  });

  it('look at what the runs tell', () => {
    const queries = alarms().map(({ criteria }) => String((criteria as Values[])[0]?.query));
    for (const metric of [
      'MessagesLost',
      'RecordsRefused',
      'RecordsUndelivered',
      'OldestParkedAgeSeconds',
      'ParkingFailures',
      'ForwardingLagSeconds',
    ]) {
      expect(queries.filter(query => query.includes(`metrics.${metric})`))).not.toHaveLength(0);
    }
  });
});
