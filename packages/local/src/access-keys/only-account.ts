import { UnusableAccountInputError } from './account-input-error';

/**
 * The one account that a file is about.
 *
 * @param accountIds that its ARNs name
 * @param path for messages
 * @param findingOfNone what is wrong with a file whose ARNs name none
 * @throws {UnusableAccountInputError} for none and for several
 */
export function onlyAccount(accountIds: ReadonlySet<string>, path: string, findingOfNone: string): string {
  const [accountId, other] = accountIds;
  if (accountId === undefined) throw new UnusableAccountInputError(path, findingOfNone);
  if (other !== undefined) throw new UnusableAccountInputError(path, `holds several accounts, ${accountId} and ${other} among them.`);
  return accountId;
}
