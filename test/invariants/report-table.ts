import { alertQueries, savedSearches, workbook } from '@audit-bridge/access-key-queries';
import { accessKeyColumns } from '@audit-bridge/access-key-records';
import { maxSilenceHours } from '@audit-bridge/config';
import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, type Resource, resourcesOf, type Values } from './terraform-json';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule */
const maxRuleBytes = 64 * 1024;
const maxDimensions = 6;

/** Azure's end of the access key report: who may write it, what it looks like, what is asked of it, and who hears of it. */
export function reportTableInvariants({ id, pipeline, text, json, environment }: SynthesizedStack): void {
  const settings = environment.pipelines.accessKeys;
  if (pipeline !== 'access-keys' || settings === undefined) return;
  describe(`report table of ${id}`, () => {
    const only = (type: string): Resource => {
      const [resource, ...others] = resourcesOf(json, type);
      if (resource === undefined || others.length > 0) throw new Error(`${id} has another number of ${type} than one.`);
      return resource;
    };
    /** The other one shows how the report comes in. */
    const reportWorkbook = () => {
      const [found] = resourcesOf(json, 'azurerm_application_insights_workbook').filter(
        ({ values }) => !String(values.display_name).endsWith('-health'),
      );
      if (found === undefined) throw new Error(`${id} has no workbook of its report.`);
      return found;
    };
    const rule = only('azurerm_monitor_data_collection_rule');
    const table = only('azurerm_log_analytics_workspace_table_custom_log');
    const lambda = only('aws_lambda_function');
    const alerts = resourcesOf(json, 'azurerm_monitor_scheduled_query_rules_alert_v2');

    // Whoever takes over the function may add rows, and neither read nor change one.
    it('is written to by one identity, that may send to the one rule and do nothing else', () => {
      const { values } = only('azurerm_role_assignment');
      expect(values.role_definition_name).toBe('Monitoring Metrics Publisher');
      expect(isReferenceTo(values.scope, rule)).toBe(true);
      expect(values.scope).toMatch(/\.id\}$/);
    });

    it("trusts the role of the one function, by the account's own issuer, for the one audience", () => {
      const role = resourcesOf(json, 'aws_iam_role').find(candidate => isReferenceTo(lambda.values.role, candidate));
      const issuer = settings.transport.kind === 'logs-ingestion' ? settings.transport.issuerUrl : undefined;
      expect(only('azurerm_federated_identity_credential').values).toMatchObject({
        subject: `arn:aws:iam::${environment.aws.accountId}:role/${role?.values.name}`,
        issuer,
        audience: ['api://AzureADTokenExchange'],
      });
    });

    // What the state holds of the workspace must open nothing.
    it('takes no shared key, and nothing asks for one', () => {
      expect(only('azurerm_log_analytics_workspace').values.local_authentication_enabled).toBe(false);
      expect(text).not.toMatch(/shared_key|local_authentication_disabled/);
    });

    // What the stream does not declare, and what the table does not have, is dropped without a word.
    it('has the columns of the records, in the spelling of each place, and the rule hands them on as they are', () => {
      const declared = rule.values.stream_declaration as readonly { readonly stream_name: string; readonly column: readonly Column[] }[];
      const columns = Object.entries(accessKeyColumns);
      const stream = `Custom-${settings.tableName}`;
      expect(declared).toEqual([{ stream_name: stream, column: columns.map(([name, { type }]) => ({ name, type })) }]);
      expect(rule.values.data_flow).toEqual([
        { streams: [stream], destinations: ['workspace'], output_stream: stream, transform_kql: 'source' },
      ]);
      expect((table.values.column as Column[]).map(({ name, type }) => [name, type])).toEqual(
        columns.map(([name, { type }]) => [name, type === 'datetime' ? 'dateTime' : type]),
      );
      expect(table.values).toMatchObject({
        name: settings.tableName,
        plan: 'Analytics',
        retention_in_days: settings.workspace.retentionDays,
      });
    });

    it('is there before the rule, and the function is told of exactly that rule, endpoint and stream', () => {
      expect(rule.values.depends_on).toEqual([`${table.type}.${table.id}`]);
      const { variables } = lambda.values.environment as { readonly variables: Readonly<Record<string, string>> };
      expect(variables.DATA_COLLECTION_RULE_ID).toBe(`\${${rule.type}.${rule.id}.immutable_id}`);
      expect(variables.STREAM_NAME).toBe(`Custom-${settings.tableName}`);
      expect(isReferenceTo(variables.INGESTION_ENDPOINT, only('azurerm_monitor_data_collection_endpoint'))).toBe(true);
      expect(variables.INGESTION_ENDPOINT).toMatch(/\.logs_ingestion_endpoint\}$/);
    });

    // A row that is dropped after it was accepted is told of nowhere else.
    it('logs what the rule drops into the same workspace', () => {
      const { values } = only('azurerm_monitor_diagnostic_setting');
      expect(isReferenceTo(values.target_resource_id, rule)).toBe(true);
      expect(values).toMatchObject({ log_analytics_workspace_id: table.values.workspace_id, enabled_log: [{ category: 'LogErrors' }] });
    });

    it('is protected with its workspace, or destroyed with it for good', () => {
      const expected = environment.protection === 'protected' ? { prevent_destroy: true } : undefined;
      for (const { values } of [table, only('azurerm_log_analytics_workspace')]) expect(values.lifecycle).toEqual(expected);
      expect(json.provider?.azurerm?.[0]?.features).toMatchObject([
        { log_analytics_workspace: [{ permanently_delete_on_destroy: environment.protection === 'destroyable' }] },
      ]);
    });

    // What is tested is what is asked.
    it('is asked exactly what the tested queries ask', () => {
      const searches = resourcesOf(json, 'azurerm_log_analytics_saved_search').map(({ values }) => [values.display_name, values.query]);
      expect(searches).toEqual(expect.arrayContaining(savedSearches(settings).map(({ title, kusto }) => [title, kusto])));
      expect(searches).toHaveLength(savedSearches(settings).length);
      const expected = alertQueries({ ...settings, silenceHours: maxSilenceHours(settings.schedule) }).map(({ kusto }) => kusto);
      const asked = alerts.flatMap(({ values }) => (values.criteria as { readonly query: string }[]).map(({ query }) => query));
      expect(asked.sort()).toEqual(environment.alarms.noAlarms ? [] : expected.sort());
    });

    it('is shown by the tested workbook, in the list of its workspace', () => {
      const { values } = reportWorkbook();
      const tested = workbook({ ...settings, workspaceResourceId: String(table.values.workspace_id) });
      expect(values.data_json).toBe(JSON.stringify(tested));
      expect(values.source_id).toBe(`\${lower(${String(table.values.workspace_id).slice('${'.length, -1)})}`);
    });

    // Terraform would take these for expressions of its own.
    it('is asked in texts that reach Azure letter by letter', () => {
      const workspaceId = String(table.values.workspace_id);
      const queries = [...alerts, ...resourcesOf(json, 'azurerm_log_analytics_saved_search')].map(({ values }) =>
        JSON.stringify([values.query, values.criteria]),
      );
      for (const sent of [...queries, String(reportWorkbook().values.data_json).replaceAll(workspaceId, '')]) {
        expect(sent).not.toContain('${');
        expect(sent).not.toContain('%{');
      }
    });

    it('has alerts that somebody hears, within what Azure takes of one, or the environment says why it goes without', () => {
      const metricAlerts = resourcesOf(json, 'azurerm_monitor_metric_alert');
      const groups = resourcesOf(json, 'azurerm_monitor_action_group');
      const without = environment.alarms.noAlarms === true;
      expect([groups.length, metricAlerts.length, alerts.length]).toEqual(without ? [0, 0, 0] : [1, 1, 3]);
      const groupId = `\${azurerm_monitor_action_group.${groups[0]?.id}.id}`;
      for (const { values } of metricAlerts) expect(values.action).toEqual([{ action_group_id: groupId }]);
      for (const { values } of alerts) {
        expect(values.action).toEqual({ action_groups: [groupId] });
        expect(Buffer.byteLength(JSON.stringify(values))).toBeLessThan(maxRuleBytes);
        const [criterion] = values.criteria as readonly { readonly query: string; readonly dimension?: readonly Values[] }[];
        expect(criterion?.dimension?.length ?? 0).toBeLessThanOrEqual(maxDimensions);
        expect(criterion?.query).not.toMatch(/\b(AggregatedValue|bag_unpack|pivot|narrow)\b/);
      }
      for (const { values } of [...alerts, ...metricAlerts]) expect(String(values.description).length).toBeGreaterThan(40);
    });
  });
}
