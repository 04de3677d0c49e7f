import type { TerraformJson } from '../invariants/terraform-json';

/**
 * The stack with the AWS provider of this machine in place of the one that its types were made from (6.25).
 * The pipeline uses no attribute that AWS 5.100 lacks: `region`, which 6 added to every resource, stays with the provider.
 */
export function withProviderVersion(json: TerraformJson, version: string): TerraformJson {
  const { aws, ...others } = json.terraform?.required_providers ?? {};
  return { ...json, terraform: { ...json.terraform, required_providers: { ...others, aws: { ...aws, version } } } };
}
