import { subscriptionWatcher } from '@audit-bridge/config';
import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, resourcesOf } from './terraform-json';

const pipelineOf = { cloudtrailLake: 'cloudtrail-lake', securityLake: 'security-lake' } as const;

/** The look for subscriptions that nobody collects from: who may see them, and that no second identity may. */
export function subscriptionWatchInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`look at the tenant's subscriptions of ${id}`, () => {
    const watcher = subscriptionWatcher(environment);
    const looks = watcher !== undefined && pipelineOf[watcher] === pipeline;
    const definitions = resourcesOf(json, 'azurerm_role_definition');
    const assignments = resourcesOf(json, 'azurerm_role_assignment').filter(({ values }) => values.role_definition_id !== undefined);
    const scope = `/providers/Microsoft.Management/managementGroups/${environment.azure.managementGroupId}`;

    // A right over a tenant is a way into it: Reader would open every resource of every subscription.
    it('may see which subscriptions there are, by one identity, or nothing at all', () => {
      expect(definitions.map(({ values }) => [values.scope, values.assignable_scopes, values.permissions])).toEqual(
        looks
          ? [[scope, [scope], [{ actions: ['Microsoft.Management/managementGroups/read', 'Microsoft.Resources/subscriptions/read'] }]]]
          : [],
      );
      expect(assignments.map(({ values }) => values.scope)).toEqual(looks ? [scope] : []);
      for (const definition of definitions) expect(isReferenceTo(assignments[0]?.values.role_definition_id, definition)).toBe(true);
    });

    it('is taken by an identity that may do nothing else, where AWS looks', () => {
      if (pipeline !== 'cloudtrail-lake' || !looks) return;
      const identity = String(assignments[0]?.values.principal_id);
      const others = resourcesOf(json, 'azurerm_role_assignment').filter(({ values }) => values.principal_id === identity);
      expect(others).toHaveLength(1);
    });
  });
}
