/** The deepest nesting that is taken: real records have less than ten levels, and printing again recurses. */
export const maxDepth = 100;

/** Whether objects and arrays are nested deeper than `levels`. Stops at the first that is, so it cannot run out of stack itself. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object' && isDeeperThan(element, levels - 1)) return true;
    return false;
  }
  const members = value as { readonly [key: string]: unknown };
  for (const key in members) if (typeof members[key] === 'object' && isDeeperThan(members[key], levels - 1)) return true;
  return false;
}
