import type { TerraformJson, Values } from '../invariants/terraform-json';

const reference = /\b(?:data\.)?((?:aws|azapi|azuread|azurerm)_[a-z0-9_]+)\.([A-Za-z0-9_-]+)(?:\.[A-Za-z0-9_-]+|\[[^\]]*\])*/g;

/**
 * The same stack with each resource and each look-up as one of Terraform's own resources, which need no provider: the attributes are its input, a
 * reference to any attribute is one to its id. What is left is what Terraform itself makes of a stack: references, order, cycles, lifecycles.
 */
export function asBuiltInResources(json: TerraformJson): object {
  const lookUps = json.data as TerraformJson['resource'];
  return { locals: withReferences(json.locals ?? {}), resource: { terraform_data: { ...builtIn(json.resource), ...builtIn(lookUps) } } };
}

function builtIn(byType: TerraformJson['resource'] = {}): Record<string, Values> {
  return Object.fromEntries(
    Object.entries(byType).flatMap(([type, byId]) => Object.entries(byId).map(([id, values]) => [nameOf(type, id), asBuiltIn(values)])),
  );
}

function asBuiltIn({ depends_on: dependsOn, lifecycle, provider: _, ...attributes }: Values): Values {
  const { ignore_changes: ignored, replace_triggered_by: triggers, create_before_destroy: before } = (lifecycle ?? {}) as Values;
  return {
    input: withReferences(attributes),
    ...(dependsOn !== undefined && { depends_on: (dependsOn as string[]).map(asAddress) }),
    lifecycle: {
      ...(ignored !== undefined && { ignore_changes: (ignored as string[]).map(path => `input.${path}`) }),
      ...(triggers !== undefined && { replace_triggered_by: (triggers as string[]).map(asAddress) }),
      ...(before !== undefined && { create_before_destroy: before }),
    },
  };
}

function withReferences(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{[^}]*\}/g, template =>
      template.replace(reference, (_, type: string, id: string) => `${asAddress(`${type}.${id}`)}.id`),
    );
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withReferences(inner)]));
}

function asAddress(address: string): string {
  return address.replace(reference, (_, type: string, id: string) => `terraform_data.${nameOf(type, id)}`);
}

function nameOf(type: string, id: string): string {
  return `${type}__${id}`;
}
