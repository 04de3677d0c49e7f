import type { IamStatement } from '../../building-blocks/iam-policy';

/**
 * What reading the access keys of one account takes: the same for the function's own role and for the role in every other account.
 *
 * @param userArns every user of the account, whatever its path: `arn:aws:iam::123456789012:user/*`
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function readerStatements(userArns: string): readonly [IamStatement, IamStatement] {
  return [
    { sid: 'ReadUsers', actions: ['iam:GetAccountSummary', 'iam:ListUsers'], resources: '*' },
    { sid: 'ReadAccessKeys', actions: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys'], resources: [userArns] },
  ];
}
