import { UnusableAccountInputError } from './account-input-error';
import { readArn } from './account-of-arn';
import type { IamAccount, IamUser } from './iam-account';
import { onlyAccount } from './only-account';

/**
 * An account from `get-account-authorization-details`: its users, without any key, because that answer holds none.
 *
 * @param path for messages
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 * @throws {UnusableAccountInputError}
 */
export function readAuthorizationDetails(document: { readonly UserDetailList?: unknown }, path: string): IamAccount {
  const list = document.UserDetailList;
  if (!Array.isArray(list)) throw new UnusableAccountInputError(path, 'holds no UserDetailList.');
  const accountIds = new Set<string>();
  const users = list.map((detail: Readonly<Record<string, unknown>>, index): IamUser => {
    const arn = readArn(String(detail?.Arn));
    const createDate = Date.parse(String(detail?.CreateDate));
    if (arn === undefined || typeof detail?.UserName !== 'string' || Number.isNaN(createDate))
      throw new UnusableAccountInputError(path, `user ${index + 1} of its UserDetailList has no UserName, Arn and CreateDate.`);
    accountIds.add(arn.accountId);
    return { name: detail.UserName, path: arn.path, createDate: new Date(createDate).toISOString(), accessKeys: [] };
  });
  const accountId = onlyAccount(accountIds, path, 'its UserDetailList is empty: nothing says which account it is.');
  return { accountId, rootKeys: 0, users };
}
