import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, resourcesOf } from './terraform-json';

const categories = ['Administrative', 'Alert', 'Autoscale', 'Policy', 'Recommendation', 'ResourceHealth', 'Security', 'ServiceHealth'];

export function azureHalfInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  if (pipeline !== 'cloudtrail-lake') return;
  describe(`Azure half of ${id}`, () => {
    const [container] = resourcesOf(json, 'azurerm_storage_container');
    const settings = resourcesOf(json, 'azurerm_monitor_diagnostic_setting');

    it('exports all eight categories of each listed subscription, or none where records are generated', () => {
      const exported = environment.pipelines.cloudtrailLake?.source === 'diagnostic-setting' ? environment.azure.subscriptionIds : [];
      expect(settings.map(({ values }) => values.target_resource_id)).toEqual(exported.map(id => `/subscriptions/${id}`));
      for (const { values } of settings) {
        expect((values.enabled_log as { category: string }[]).map(({ category }) => category).sort()).toEqual(categories);
      }
    });

    // A setting without its container makes Azure Monitor create the container again, behind Terraform's back.
    it('makes its settings after the container, so that they are destroyed before it', () => {
      for (const { values } of settings) expect(values.depends_on).toContain(`azurerm_storage_container.${container?.id}`);
    });

    // Azure answers 409 to two credentials of one identity that are made at the same moment.
    it('trusts exactly the roles of the functions, the two that read by one identity, one credential after the other', () => {
      const credentials = resourcesOf(json, 'azurerm_federated_identity_credential');
      const ofReader = credentials.filter(({ values }) => String(values.parent_id).includes('azure-half_reader_identity'));
      const roles = resourcesOf(json, 'aws_lambda_function').map(({ values }) =>
        resourcesOf(json, 'aws_iam_role').find(role => isReferenceTo(values.role, role)),
      );
      expect(credentials.map(({ values }) => values.subject).sort()).toEqual(
        roles.map(role => `arn:aws:iam::${environment.aws.accountId}:role/${role?.values.name}`).sort(),
      );
      const [first, second] = ofReader;
      expect(ofReader).toHaveLength(2);
      expect([first?.values.depends_on, second?.values.depends_on]).toEqual([
        undefined,
        [`azurerm_federated_identity_credential.${first?.id}`],
      ]);
    });

    // With the keys off, a provider that asks the data plane fails, and its deployer would need a data role.
    it('is managed without shared keys', () => {
      const [provider] = json.provider?.azurerm ?? [];
      expect(provider).toMatchObject({ storage_use_azuread: true, features: [{ storage: [{ data_plane_available: false }] }] });
      expect(container?.values.storage_account_id).toMatch(/^\$\{azurerm_storage_account\./);
    });
  });
}
