import type { TerraformJson, Values } from './terraform-json';

/** A reference to a resource or to a look-up: its type, its id, and what follows. */
export const reference = /\b(?:data\.)?((?:aws|azapi|azuread|azurerm)_[a-z0-9_]+)\.([A-Za-z0-9_-]+)((?:\.[A-Za-z0-9_-]+|\[[^\]]*\])*)/g;

/** Which types one of Terraform's own resources stands in for. */
export type IsStandIn = (type: string) => boolean;

/**
 * The same stack with some of its resources, and each look-up, as one of Terraform's own resources, which need no provider: the attributes are its input,
 * a reference to any attribute is one to its id. What is left of them is what Terraform itself makes of a stack: references, order, cycles, lifecycles.
 *
 * @param isStandIn of a resource; the others stay as they are, but for their references
 */
export function withStandIns(json: TerraformJson, isStandIn: IsStandIn): TerraformJson {
  const references = new References(isStandIn);
  const resource: Record<string, Record<string, Values>> = { terraform_data: {} };
  const add = (type: string, id: string, values: Values) => {
    resource[type] = { ...resource[type], [id]: values };
  };
  for (const [type, byId] of Object.entries(json.resource ?? {})) {
    for (const [id, values] of Object.entries(byId)) {
      if (isStandIn(type)) add('terraform_data', nameOf({ isLookUp: false, type, id }), standIn(values, references));
      else add(type, id, references.in(values) as Values);
    }
  }
  for (const [type, byId] of Object.entries((json.data ?? {}) as NonNullable<TerraformJson['resource']>)) {
    for (const [id, values] of Object.entries(byId))
      add('terraform_data', nameOf({ isLookUp: true, type, id }), standIn(values, references));
  }
  return { locals: references.in(json.locals ?? {}) as Values, resource };
}

/** The whole stack without any provider. */
export function asBuiltInResources(json: TerraformJson): TerraformJson {
  return withStandIns(json, () => true);
}

function standIn({ depends_on: dependsOn, lifecycle, provider: _, '//': __, ...attributes }: Values, references: References): Values {
  const { ignore_changes: ignored, replace_triggered_by: triggers, create_before_destroy: before } = (lifecycle ?? {}) as Values;
  return {
    input: references.in(attributes),
    ...(dependsOn !== undefined && { depends_on: references.in(dependsOn) }),
    lifecycle: {
      ...(ignored !== undefined && { ignore_changes: (ignored as string[]).map(path => `input.${path}`) }),
      ...(triggers !== undefined && { replace_triggered_by: references.in(triggers) }),
      ...(before !== undefined && { create_before_destroy: before }),
    },
  };
}

class References {
  constructor(private readonly isStandIn: IsStandIn) {}

  /** The same value with each reference to a stand-in leading there, in templates and in lists of addresses. */
  in(value: unknown): unknown {
    if (typeof value === 'string') {
      if (isAddress(value)) return value.replace(reference, (whole, type: string, id: string) => this.#address(whole, type, id));
      return value.replace(/\$\{[^}]*\}/g, template =>
        template.replace(reference, (whole, type: string, id: string) => this.#expression(whole, type, id)),
      );
    }
    if (Array.isArray(value)) return value.map(inner => this.in(inner));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.in(inner)]));
  }

  #address(whole: string, type: string, id: string): string {
    return this.#leadsToStandIn(whole, type) ? `terraform_data.${nameOf({ isLookUp: whole.startsWith('data.'), type, id })}` : whole;
  }

  #expression(whole: string, type: string, id: string): string {
    if (!this.#leadsToStandIn(whole, type)) return whole;
    return `${this.#address(whole, type, id)}.id`;
  }

  #leadsToStandIn(whole: string, type: string): boolean {
    return whole.startsWith('data.') || this.isStandIn(type);
  }
}

/** What stands in `depends_on` and the like: nothing but a resource's address. */
export function isAddress(text: string): boolean {
  return /^(?:data\.)?(?:aws|azapi|azuread|azurerm)_[a-z0-9_]+\.[A-Za-z0-9_-]+$/.test(text);
}

/** What a stand-in stands for. */
export interface StoodInFor {
  /** A resource is made, and this is only read. */
  readonly isLookUp: boolean;
  readonly type: string;
  readonly id: string;
}

function nameOf({ isLookUp, type, id }: StoodInFor): string {
  return `${isLookUp ? 'data__' : ''}${type}__${id}`;
}

/** @param name as `withStandIns` gives it; no type has two underscores beside one another */
export function readStandInName(name: string): StoodInFor | undefined {
  const [, lookUp, type, id] = /^(data__)?([a-z0-9]+(?:_[a-z0-9]+)*)__(.+)$/s.exec(name) ?? [];
  return type === undefined || id === undefined ? undefined : { isLookUp: lookUp !== undefined, type, id };
}
