import { z } from 'zod';
import { type AzureCloud, azureClouds } from './sovereign-clouds';
import { textLike } from './text-like';

/** A GUID in any case; lower-cased, because the two clouds spell the same subscription differently. */
export const guid = (whose: string) =>
  textLike(
    /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
    `write the ${whose} id as a GUID, like '1b4e28ba-2fa1-11d2-883f-0016d3cca427'`,
  ).transform(id => id.toLowerCase());

export const azureSettings = z.strictObject({
  tenantId: guid('tenant'),
  /** Where this program creates its own resources. */
  subscriptionId: guid('subscription'),
  /** Whose activity logs are collected; the function takes records of no other one. */
  subscriptionIds: z
    .array(guid('subscription'))
    .min(1, 'list at least one subscription to collect')
    // One variable of a Lambda holds the list, and all its variables together have 4 KB:
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    .max(80, 'list at most 80 subscriptions (they share the 4 KB of the function variables): use a second environment for the rest')
    .refine(ids => new Set(ids).size === ids.length, 'list each subscription once'),
  /**
   * Whose subscriptions should all be collected from: a check a few times a day alarms on one that is not. The tenant root group has the tenant's id. The one
   * identity that asks gets a right at the group, which whoever deploys must be able to give. Absent: nobody is alarmed.
   */
  managementGroupId: textLike(
    // https://learn.microsoft.com/rest/api/managementgroups/management-groups/create-or-update
    /^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$/,
    "write the management group's id, not its display name: the tenant root group has the tenant's id",
  ).optional(),
  location: textLike(/^[a-z0-9]+$/, "write the location's short name, like 'westeurope'"),
  cloud: z.enum(Object.keys(azureClouds) as [AzureCloud, ...AzureCloud[]]).default('public'),
  /** How often Azure keeps the exported blobs: three zones, or one place in a sandbox and where a location has no zones. */
  blobReplication: z.enum(['LRS', 'ZRS', 'GRS', 'GZRS']).default('ZRS'),
});
