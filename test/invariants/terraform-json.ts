import type { TerraformJson, Values } from '../../scripts/cloud-program/terraform-json';

export type { TerraformJson, Values };

export interface Resource {
  readonly type: string;
  /** The name after the type, in `aws_sqs_queue.<id>`. */
  readonly id: string;
  readonly values: Values;
}

/** Every resource, or those of one type. */
export function resourcesOf(json: TerraformJson, type?: string): readonly Resource[] {
  return Object.entries(json.resource ?? {})
    .filter(([ofType]) => type === undefined || ofType === type)
    .flatMap(([ofType, byId]) => Object.entries(byId).map(([id, values]) => ({ type: ofType, id, values })));
}

/** `${aws_sqs_queue.<id>.` begins every reference to a resource. */
export function isReferenceTo(value: unknown, { type, id }: Resource): boolean {
  return typeof value === 'string' && value.includes(`\${${type}.${id}.`);
}

/** A policy's JSON text, with the references that Terraform fills in left in it as text. */
export function policyOf<Policy>(text: unknown): Policy {
  const quoted = String(text).replace(/\$\{[^}]*\}/g, reference => reference.replaceAll('"', "'"));
  return JSON.parse(quoted) as Policy;
}
