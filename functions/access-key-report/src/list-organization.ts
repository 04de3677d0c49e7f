import { type Account, type OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { isAccessDenied, readRefusal } from './aws-refusal';
import { OrganizationNotListedError } from './errors';

/**
 * Every account of the organization, whatever its state, the management account too.
 *
 * @throws {OrganizationNotListedError}
 */
export async function listOrganization(client: OrganizationsClient): Promise<readonly Account[]> {
  const listed: Account[] = [];
  try {
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) listed.push(...Accounts);
  } catch (error) {
    throw describeRefusal(error);
  }
  return listed;
}

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
