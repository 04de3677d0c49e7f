import { isOpen, type ListedAccount, stateOf } from '@audit-bridge/coverage/accounts';
import type { AccountsToReport } from './account-reader';
import { OrganizationNotListedError } from './errors';
import { listedAccounts } from './listed-accounts';

/**
 * Every account of an organization that can be read.
 *
 * @throws {OrganizationNotListedError}
 */
export function organizationAccounts(listed: readonly ListedAccount[], ownAccountId: string): AccountsToReport {
  const found: string[] = [];
  const skipped: string[] = [];
  for (const account of listed) {
    if (account.Id === undefined) throw new OrganizationNotListedError('The organization lists an account without an id.');
    if (isOpen(account)) found.push(account.Id);
    else skipped.push(`${account.Id} (${stateOf(account)})`);
  }
  return { ...listedAccounts(ownAccountId, found), skipped };
}
