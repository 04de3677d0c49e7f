import type { AccountsToReport } from './account-reader';

/** The own account first, each account once. */
export function listedAccounts(ownAccountId: string, others: readonly string[]): AccountsToReport {
  const ids = new Set([ownAccountId, ...others]);
  return { accounts: [...ids].map(accountId => ({ accountId, isOwn: accountId === ownAccountId })), skipped: [] };
}
