import type { AccessKeysSettings } from '@audit-bridge/config';
import { type AwsPlace, roleArn, usersArn } from '@audit-bridge/naming';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { readerStatements } from './reader-statements';

type Accounts = AccessKeysSettings['accounts'];

export interface AccountAccessProps {
  readonly place: AwsPlace;
  readonly accounts: Accounts;
  /** In which the function looks for accounts that it does not read; undefined: it does not look. */
  readonly organizationId: string | undefined;
  /** Who may use the permissions that name no resource. */
  readonly functionArn: string;
}

/** Tells the function which accounts it reports. */
export function accountVariables({ place, accounts, organizationId }: Omit<AccountAccessProps, 'functionArn'>) {
  return {
    ACCOUNT_ID: place.accountId,
    ACCOUNTS: accounts.kind,
    MEMBER_ACCOUNT_IDS: accounts.kind === 'members' ? accounts.accountIds.join(',') : undefined,
    MEMBER_ROLE_NAME: accounts.kind === 'own' ? undefined : accounts.roleName,
    ORGANIZATION_ID: organizationId,
  };
}

/** Its own account with its own role; the others through the role that each of them has for it. */
export function accountStatements({ place, accounts, organizationId, functionArn }: AccountAccessProps): readonly IamStatement[] {
  // Whoever takes the role's credentials elsewhere reads nothing: https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
  const conditions = { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } };
  const own = readerStatements(usersArn(place)).map(statement => ({ ...statement, conditions }));
  const listAccounts = { sid: 'ListAccounts', actions: ['organizations:ListAccounts'], resources: '*' } as const;
  const look =
    organizationId === undefined
      ? []
      : [{ ...listAccounts, conditions: { ...conditions, StringEquals: { 'aws:PrincipalOrgID': organizationId } } }];
  if (accounts.kind === 'own') return [...own, ...look];
  if (accounts.kind === 'members') {
    const { accountIds, roleName } = accounts;
    return [
      ...own,
      ...look,
      { actions: ['sts:AssumeRole'], resources: accountIds.map(accountId => roleArn({ ...place, accountId }, roleName)), conditions },
    ];
  }
  return [
    ...own,
    { ...listAccounts, conditions },
    {
      sid: 'AssumeReaderRoles',
      actions: ['sts:AssumeRole'],
      resources: [roleArn({ ...place, accountId: '*' }, accounts.roleName)],
      // The dollar is doubled for Terraform.
      conditions: { ...conditions, StringEqualsIfExists: { 'aws:ResourceOrgID': '$${aws:PrincipalOrgID}' } },
    },
  ];
}
