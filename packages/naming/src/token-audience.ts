/**
 * The identifier URI of the Entra application that tokens for AWS are asked for. One per tenant; every pipeline knows it by the tenant alone.
 * The tenant's id stands in it, because Entra refuses a URI that is neither a verified domain's nor holds an id of the tenant.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions
 */
export function tokenAudience(tenantId: string): string {
  return `api://${tenantId}/audit-bridge`;
}
