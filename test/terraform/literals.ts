import { isAddress, reference } from '../../scripts/cloud-program/stand-ins';
import type { TerraformJson, Values } from '../invariants/terraform-json';

/**
 * The same stack without some of its types and without its look-ups: what refers to one of those gets a literal value. For a run that has no use for them:
 * what Terraform itself does with a graph grows faster than the graph.
 */
export function withoutTypes(json: TerraformJson, isLeftOut: (type: string) => boolean): TerraformJson {
  const leadsOut = (address: string, type: string) => address.startsWith('data.') || isLeftOut(type);

  const literal = (template: string) =>
    template.replace(reference, (whole, type: string, _id: string, path: string) => {
      if (!leadsOut(whole, type)) return whole;
      // A policy takes nothing else than an ARN.
      return type.startsWith('aws_') && /arn|outputs/i.test(path) ? '"arn:aws:left-out:eu-central-1:123456789012:thing"' : '"left-out"';
    });

  const isGone = (value: unknown) =>
    typeof value === 'string' && isAddress(value) && leadsOut(value, value.replace(/^data\./, '').split('.')[0] ?? '');

  const inValue = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/\$\{[^}]*\}/g, literal);
    if (Array.isArray(value)) return value.filter(inner => !isGone(inner)).map(inValue);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inValue(inner)]));
  };

  const left = Object.entries(json.resource ?? {}).filter(([type]) => !isLeftOut(type));
  return {
    locals: inValue(json.locals ?? {}) as Values,
    resource: inValue(Object.fromEntries(left)) as NonNullable<TerraformJson['resource']>,
  };
}
