/** `dev-cloudtrail-lake`, `sandbox-ana-cloudtrail-lake`: an owner in the id keeps two sandboxes' states apart. */
export function stackId(environment: { readonly name: string; readonly owner?: string | undefined }, pipeline: string): string {
  return [environment.name, environment.owner, pipeline].filter(word => word !== undefined).join('-');
}
