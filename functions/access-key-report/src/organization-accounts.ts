import { type Account, type OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import type { AccountsToReport } from './account-reader';
import { isAccessDenied, readRefusal } from './aws-refusal';
import { OrganizationNotListedError } from './errors';
import { listedAccounts } from './listed-accounts';

/** Nobody can use a key in such an account, and nobody can read it. */
const unreadableStates = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'];

/**
 * Every account of the organization, the management account too.
 *
 * @throws {OrganizationNotListedError}
 */
export async function organizationAccounts(client: OrganizationsClient, ownAccountId: string): Promise<AccountsToReport> {
  const found: string[] = [];
  const skipped: string[] = [];
  try {
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
      for (const account of Accounts) {
        if (account.Id === undefined) throw new TypeError('An account without an id.');
        const state = stateOf(account);
        if (unreadableStates.includes(state)) skipped.push(`${account.Id} (${state})`);
        else found.push(account.Id);
      }
    }
  } catch (error) {
    throw describeRefusal(error);
  }
  return { ...listedAccounts(ownAccountId, found), skipped };
}

/** `Status` is what older answers have: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
const stateOf = ({ State, Status }: Account): string => State ?? Status ?? 'unknown';

function describeRefusal(error: unknown): OrganizationNotListedError {
  const refusal = readRefusal(error);
  const remedies: Readonly<Record<string, string>> = {
    AWSOrganizationsNotInUse: 'The account is in no organization: list its member accounts instead, or report its own only.',
  };
  const denied =
    'The function’s role needs organizations:ListAccounts, and its account must be the management account or a delegated administrator.';
  const remedy = isAccessDenied(refusal) ? denied : (remedies[refusal.code] ?? 'The next attempt lists it again.');
  return new OrganizationNotListedError(`The organization’s accounts cannot be listed (${refusal.code}: ${refusal.message}). ${remedy}`);
}
