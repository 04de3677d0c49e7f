import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, resourcesOf } from './terraform-json';

const categories = ['Administrative', 'Alert', 'Autoscale', 'Policy', 'Recommendation', 'ResourceHealth', 'Security', 'ServiceHealth'];

/** What the forwarder's identity may do, by the resource that it may do it to. */
const roles = [
  ['Azure Event Hubs Data Receiver', 'azurerm_eventhub'],
  ['Monitoring Metrics Publisher', 'azurerm_application_insights'],
  ['Storage Blob Data Contributor', 'azurerm_storage_account'],
  ['Storage Blob Data Owner', 'azurerm_storage_account'],
];

/** Azure's way into the pipeline: who writes into the hub, who reads it, and what is left of their keys. */
export function eventHubInvariants({ id, pipeline, text, json, environment }: SynthesizedStack): void {
  if (pipeline !== 'security-lake') return;
  describe(`event hub of ${id}`, () => {
    const exported = environment.pipelines.securityLake?.source === 'diagnostic-setting';
    const settings = resourcesOf(json, 'azurerm_monitor_diagnostic_setting');
    const ofType = (type: string) => resourcesOf(json, 'azapi_resource').filter(({ values }) => String(values.type).startsWith(`${type}@`));

    it('is given all eight categories of each listed subscription, or none where records are generated', () => {
      const expected = exported ? environment.azure.subscriptionIds : [];
      expect(settings.map(({ values }) => values.target_resource_id)).toEqual(expected.map(id => `/subscriptions/${id}`));
      for (const { values } of settings)
        expect((values.enabled_log as { category: string }[]).map(({ category }) => category).sort()).toEqual(categories);
    });

    // A setting without its hub makes Azure Monitor create the hub again, behind Terraform's back.
    it('is made before the settings, so that they are destroyed before it', () => {
      const [hub] = resourcesOf(json, 'azurerm_eventhub');
      const [rule] = ofType('Microsoft.EventHub/namespaces/authorizationRules');
      for (const { values } of settings) {
        expect(values.depends_on).toEqual(expect.arrayContaining([`azurerm_eventhub.${hub?.id}`, `azapi_resource.${rule?.id}`]));
        expect(rule && isReferenceTo(values.eventhub_authorization_rule_id, rule)).toBe(true);
      }
    });

    // Whoever has a key of the namespace can write events that nobody made.
    it('has keys only where Azure Monitor signs in with one, for Azure Monitor alone', () => {
      expect(ofType('Microsoft.EventHub/namespaces').map(({ values }) => (values.body as { properties: object }).properties)).toEqual([
        expect.objectContaining({ disableLocalAuth: !exported, minimumTlsVersion: '1.2' }),
      ]);
      expect(ofType('Microsoft.EventHub/namespaces/authorizationRules').map(({ values }) => values.body)).toEqual(
        exported ? [{ properties: { rights: ['Listen', 'Manage', 'Send'] } }] : [],
      );
    });

    it('leaves nothing of an answer of Azure in the state', () => {
      expect(json.provider?.azapi).toEqual([expect.objectContaining({ disable_default_output: true })]);
      for (const type of ['azapi_resource', 'azapi_update_resource', 'azapi_resource_action']) {
        const resources = resourcesOf(json, type);
        expect(resources).not.toHaveLength(0);
        for (const { values } of resources) expect(values.response_export_values).toEqual([]);
      }
    });

    it('is made by no resource that keeps keys of it, and no reference asks for one', () => {
      const types = new Set(resourcesOf(json).map(({ type }) => type));
      for (const type of [
        'azurerm_eventhub_namespace',
        'azurerm_eventhub_namespace_authorization_rule',
        'azurerm_eventhub_authorization_rule',
      ])
        expect(types).not.toContain(type);
      expect(text).not.toMatch(/listKeys|\.(primary|secondary)_[a-z_]*(key|connection_string)|instrumentation_key|shared_key\}/);
    });

    it('is read by one identity, which may do four things, each to one resource', () => {
      const assignments = resourcesOf(json, 'azurerm_role_assignment');
      // What it may see of subscriptions has an invariant of its own.
      const inGroup = assignments.filter(({ values }) => values.role_definition_id === undefined);
      expect(inGroup.map(({ values }) => [values.role_definition_name, String(values.scope).match(/^\$\{(\w+)\./)?.[1]]).sort()).toEqual(
        roles,
      );
      expect(new Set(assignments.map(({ values }) => values.principal_id)).size).toBe(1);
      // Evidence is written and removed, and owned by nobody.
      const parking = assignments.find(({ values }) => values.role_definition_name === 'Storage Blob Data Contributor');
      expect(parking?.values.scope).toContain('/blobServices/default/containers/');
    });

    // The name of a workspace that can be brought back is held for 14 days.
    it('leaves nothing behind where it may be destroyed', () => {
      const destroyable = environment.protection === 'destroyable';
      expect(json.provider?.azurerm?.[0]?.features).toEqual([
        expect.objectContaining({
          resource_group: [{ prevent_deletion_if_contains_resources: !destroyable }],
          log_analytics_workspace: [{ permanently_delete_on_destroy: destroyable }],
        }),
      ]);
    });
  });
}
