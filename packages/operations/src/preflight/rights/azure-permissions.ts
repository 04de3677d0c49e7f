/** What somebody may do at a scope, as Azure tells it. */
export interface Permission {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly dataActions?: readonly string[];
  readonly notDataActions?: readonly string[];
}

/** `Microsoft.Storage/*\/write` may hold stars anywhere, in any case. */
function matches(pattern: string, action: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`, 'i').test(action);
}

const grants = (allowed: readonly string[] = [], except: readonly string[] = [], action: string): boolean =>
  allowed.some(pattern => matches(pattern, action)) && !except.some(pattern => matches(pattern, action));

/**
 * Each permission is one assignment's role: what one leaves out, another can give.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions
 */
export const mayAct = (permissions: readonly Permission[], action: string): boolean =>
  permissions.some(({ actions, notActions }) => grants(actions, notActions, action));

export const mayUseData = (permissions: readonly Permission[], action: string): boolean =>
  permissions.some(({ dataActions, notDataActions }) => grants(dataActions, notDataActions, action));
