import type { TerraformResource } from 'cdktf';

/** A check of the policy scanner, by its own id: https://www.checkov.io/5.Policy%20Index/terraform.html */
export type PolicyCheck = `CKV${'' | '2'}_${'AWS' | 'AZURE'}_${number}`;

/** Why a resource does not do what a check asks for: a whole sentence each, for whoever reviews the exception. */
export type PolicyExceptions = Readonly<Partial<Record<PolicyCheck, string>>>;

/** Where the synthesized JSON holds them: Terraform reads no comment. */
export const policyExceptionsKey = 'policyExceptions';

/**
 * Keeps a resource's exceptions beside the resource. The scanner's step of `pnpm check` reads them from the synthesized JSON: it refuses a failed check
 * without one, and one whose check does not fail anywhere.
 */
export function exceptFromPolicies(resource: TerraformResource, exceptions: PolicyExceptions): void {
  resource.addOverride(`//.${policyExceptionsKey}`, exceptions);
}
