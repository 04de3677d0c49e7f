import type { ITerraformDependable, TerraformMetaArguments, TerraformResourceConfig } from 'cdktf';

/** Exact: the provider carries its own copy of the vendor's schemas, so that another version can refuse what this one took. */
const azapiVersion = '2.13.0';

/** What cdktf writes about the provider into `required_providers`. */
export const azapiMetadata = { providerName: 'azapi', providerVersion: azapiVersion, providerVersionConstraint: azapiVersion } as const;

/** What Terraform does with a resource, whatever it is. */
export interface AzapiMetaArguments {
  readonly dependsOn?: readonly ITerraformDependable[];
  readonly lifecycle?: TerraformMetaArguments['lifecycle'];
}

/** A resource as cdktf has to know it. */
export function azapiConfig(terraformResourceType: string, { dependsOn, lifecycle }: AzapiMetaArguments): TerraformResourceConfig {
  return {
    terraformResourceType,
    terraformGeneratorMetadata: azapiMetadata,
    dependsOn: dependsOn === undefined ? undefined : [...dependsOn],
    lifecycle,
  };
}

/** A type of Azure Resource Manager and the version of its schema, like `Microsoft.EventHub/namespaces@2024-01-01`. */
export type AzapiType = `Microsoft.${string}/${string}@${number}-${string}-${string}`;

/** Asks again while the answer is one of these errors: what is new in Azure takes minutes to be known everywhere in it. */
export interface AzapiRetry {
  /** Regular expressions of Go, matched against the error's message. */
  readonly errorMessages: readonly [string, ...string[]];
  readonly intervalSeconds: number;
  /** Gives up after this time. */
  readonly timeoutMinutes: number;
}

/** The attributes that a retry stands for; blocks and objects take no `null` in Terraform's JSON. */
export function retryAttributes(retry: AzapiRetry | undefined): Record<string, unknown> {
  if (retry === undefined) return {};
  const { errorMessages, intervalSeconds, timeoutMinutes } = retry;
  return {
    retry: { error_message_regex: [...errorMessages], interval_seconds: intervalSeconds, max_interval_seconds: intervalSeconds },
    timeouts: { create: `${timeoutMinutes}m`, update: `${timeoutMinutes}m` },
  };
}
