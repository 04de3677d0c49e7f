import { alertQueries, savedSearches } from '@audit-bridge/access-key-queries';
import { azureClouds } from '@audit-bridge/config';
import { Testing } from 'cdktf';
import { AccessKeysAzure } from '../src/pipelines/access-keys/azure';
import { azureHalfProps } from './access-keys-azure-props';

type Props = ReturnType<typeof azureHalfProps>;
type Values = Readonly<Record<string, unknown>>;
type ByType = Readonly<Record<string, Readonly<Record<string, Values>>>>;

const { settings } = azureHalfProps();
const withSettings = (change: Partial<Props['settings']>) => azureHalfProps({ settings: { ...settings, ...change } });

function build(props: Props = azureHalfProps()) {
  let destination: AccessKeysAzure['destination'] | undefined;
  const { resource = {}, data = {} } = JSON.parse(
    Testing.synthScope(scope => {
      ({ destination } = new AccessKeysAzure(scope, 'half', props));
    }),
  ) as { resource?: ByType; data?: ByType };
  const of = (byType: ByType) => (type: string) => Object.values(byType[type] ?? {});
  return { resources: of(resource), lookUps: of(data), types: Object.keys(resource), destination };
}

const givenId =
  '/subscriptions/99999999-2222-3333-4444-555555555555/resourceGroups/Logs/providers/Microsoft.OperationalInsights/workspaces/Central';
const given = { kind: 'given', resourceId: givenId, retentionDays: 400 } as const;
const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:workspace-key-AbCdEf';
const legacy = withSettings({ transport: { kind: 'data-collector', secretArn, secretKmsKeyArn: undefined }, workspace: given });

describe('workspace', () => {
  // Terraform's state holds its keys: they must open nothing.
  it('takes no shared key when it is made, and drops no row by a daily cap', () => {
    const [workspace] = build().resources('azurerm_log_analytics_workspace');
    expect(workspace).toMatchObject({ local_authentication_enabled: false });
    expect(workspace).not.toHaveProperty('daily_quota_gb');
  });

  it('is protected with its table where the environment protects data', () => {
    const data = ['azurerm_log_analytics_workspace', 'azurerm_log_analytics_workspace_table_custom_log'];
    for (const type of data) {
      expect(build().resources(type)).toMatchObject([{ lifecycle: { prevent_destroy: true } }]);
      expect(build(azureHalfProps({ protection: 'destroyable' })).resources(type)[0]).not.toHaveProperty('lifecycle');
    }
  });

  // azurerm's own look-up keeps the workspace's shared keys in the state.
  it('is looked up without its keys when it is given, and what must stand beside it stands in its region', () => {
    const { resources, lookUps } = build(withSettings({ workspace: given }));
    expect(resources('azurerm_log_analytics_workspace')).toEqual([]);
    expect(lookUps('azurerm_log_analytics_workspace')).toEqual([]);
    expect(lookUps('azapi_resource')).toMatchObject([{ resource_id: givenId, response_export_values: ['properties.customerId'] }]);
    for (const type of ['monitor_data_collection_rule', 'monitor_data_collection_endpoint', 'monitor_scheduled_query_rules_alert_v2'])
      for (const { location } of resources(`azurerm_${type}`)) expect(location).toMatch(/^\$\{data\.azapi_resource\..*\.location\}$/);
    expect(resources('azurerm_log_analytics_workspace_table_custom_log')).toMatchObject([
      { workspace_id: givenId, retention_in_days: 400 },
    ]);
  });

  it("takes an id as the portal shows it, in lower case, and spells it as Terraform's provider wants it", () => {
    const { resources } = build(withSettings({ workspace: { ...given, resourceId: givenId.toLowerCase() } }));
    expect(resources('azurerm_log_analytics_workspace_table_custom_log')).toMatchObject([
      { workspace_id: givenId.replace('Logs', 'logs').replace('Central', 'central') },
    ]);
  });
});

describe('rule', () => {
  it('writes its one stream into the one table, as it comes', () => {
    const [rule] = build().resources('azurerm_monitor_data_collection_rule');
    const stream = 'Custom-AwsAccessKeys_CL';
    expect(rule?.data_flow).toEqual([{ streams: [stream], destinations: ['workspace'], output_stream: stream, transform_kql: 'source' }]);
    expect(rule).not.toHaveProperty('kind');
    expect(rule?.depends_on).toEqual([expect.stringMatching(/^azurerm_log_analytics_workspace_table_custom_log\./)]);
  });

  // Whoever has the function's role can add rows, and do nothing else.
  it('is written to by one AWS role, under the audience of its cloud, with no more than that', () => {
    for (const cloud of ['public', 'usgovernment', 'china'] as const) {
      const props = azureHalfProps({ cloud });
      const { resources, destination } = build(props);
      expect(resources('azurerm_federated_identity_credential')).toMatchObject([
        {
          subject: props.reporterRoleArn,
          issuer: 'https://1b4e28ba.tokens.sts.global.api.aws',
          audience: [azureClouds[cloud].federationAudience],
        },
      ]);
      expect(resources('azurerm_role_assignment')).toMatchObject([
        {
          role_definition_name: 'Monitoring Metrics Publisher',
          scope: expect.stringMatching(/^\$\{azurerm_monitor_data_collection_rule\./),
        },
      ]);
      expect(destination).toMatchObject({
        ingestionAudience: azureClouds[cloud].ingestionAudience,
        authorityHost: cloud === 'public' ? undefined : azureClouds[cloud].authorityHost,
      });
    }
  });
});

describe('HTTP Data Collector API', () => {
  it('is told where, and by which secret; nothing in Azure is made for it that nobody uses', () => {
    const { destination, types } = build(legacy);
    expect(destination).toMatchObject({ kind: 'data-collector', logType: 'AwsAccessKeys', secretArn });
    expect(destination).toHaveProperty('endpoint', expect.stringMatching(/^https:\/\/.+\.ods\.opinsights\.azure\.com$/));
    for (const type of ['workspace_table_custom_log', 'data_collection', 'identity', 'role_assignment', 'metric_alert', 'diagnostic'])
      expect(types.filter(made => made.includes(type))).toEqual([]);
  });

  // It makes a column with its first value: where no key was ever used, a plain query fails.
  it('is asked the same questions, in texts that take missing columns, but for what a rule drops', () => {
    const { resources } = build(legacy);
    const texts = resources('azurerm_log_analytics_saved_search').map(({ query }) => query);
    expect(texts.sort()).toEqual(
      savedSearches({ ...settings, columnsMayBeMissing: true })
        .map(({ kusto }) => kusto)
        .sort(),
    );
    const names = resources('azurerm_monitor_scheduled_query_rules_alert_v2').map(({ name }) => String(name));
    expect(names.map(name => name.replace(/^.*-access-keys-/, '')).sort()).toEqual(['keys-older-than', 'missing-snapshot']);
  });
});

describe('workbook', () => {
  const made = (props?: Props) => build(props).resources('azurerm_application_insights_workbook')[0];

  // Another name would be another workbook; capital letters are refused in where it stands.
  it('keeps its GUID, and stands in the list of its workspace', () => {
    expect(made()?.name).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(made()?.name).toBe(made(withSettings({ maxKeyAgeDays: 30 }))?.name);
    expect(made(withSettings({ workspace: given }))?.source_id).toBe(`\${lower("${givenId}")}`);
  });

  it('asks the workspace of the table', () => {
    const { fallbackResourceIds } = JSON.parse(String(made(withSettings({ workspace: given }))?.data_json)) as Values;
    expect(fallbackResourceIds).toEqual([givenId]);
  });
});

describe('alarms on Azure', () => {
  const alarms = (props?: Props) => build(props).resources('azurerm_monitor_scheduled_query_rules_alert_v2');
  const criteria = (word: string, props?: Props) => {
    const found = alarms(props).find(({ name }) => String(name).endsWith(word));
    return (found?.criteria ?? []) as readonly Values[];
  };

  it('are not made where the environment goes without', () => {
    const { resources, types } = build(azureHalfProps({ alarms: { noAlarms: true, reason: 'Nobody is on call.' } }));
    expect(resources('azurerm_monitor_action_group')).toEqual([]);
    expect(types.filter(type => type.includes('alert'))).toEqual([]);
  });

  it('each ask what the queries say, and fire at the first row', () => {
    for (const { name, kusto } of alertQueries({ ...settings, silenceHours: 26 }))
      expect(criteria(name)).toEqual([
        expect.objectContaining({ query: kusto, time_aggregation_method: 'Count', operator: 'GreaterThanOrEqual', threshold: 1 }),
      ]);
  });

  it('tell each user of old keys by itself', () => {
    const [criterion] = criteria('keys-older-than');
    expect(criterion?.dimension).toContainEqual({ name: 'Account', operator: 'Include', values: ['*'] });
    expect(criterion?.dimension).toContainEqual({ name: 'User', operator: 'Include', values: ['*'] });
  });

  it('wait for a snapshot as long as the schedule asks', () => {
    const [criterion] = criteria('missing-snapshot', withSettings({ schedule: { everyHours: 6, at: '03:00' } }));
    expect(criterion?.query).toContain('ago(8h)');
  });

  // Azure refuses one that resolves by itself and is asked once a day; and a rule whose table is not there yet cannot be checked.
  it('are evaluated so often that they can resolve, and made before their table is known to queries', () => {
    for (const { evaluation_frequency: frequency, skip_query_validation: skip, auto_mitigation_enabled: resolves } of alarms()) {
      expect(['PT1H', 'PT6H']).toContain(frequency);
      expect([skip, resolves]).toEqual([true, true]);
    }
  });

  it('hear of dropped rows from the rule itself, too', () => {
    expect(build().resources('azurerm_monitor_metric_alert')).toMatchObject([
      { criteria: [{ metric_name: 'RowsDropped_Count', aggregation: 'Total', operator: 'GreaterThan', threshold: 0 }] },
    ]);
  });
});
