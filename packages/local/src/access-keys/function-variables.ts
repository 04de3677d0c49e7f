import type { AccessKeyReportEnvironment } from '@audit-bridge/access-key-report/environment';
import { localMemberRoleName, localOrganizationId } from '../environment/local-environment';
import { withoutAbsent } from '../pipelines/without-absent';
import type { IamAccount } from './iam-account';

/** The table that the rows are said to stand in. */
export const tableName = 'AwsAccessKeys_CL';

export type TransportVariables = Pick<
  AccessKeyReportEnvironment,
  | 'TRANSPORT'
  | 'INGESTION_ENDPOINT'
  | 'DATA_COLLECTION_RULE_ID'
  | 'STREAM_NAME'
  | 'INGESTION_AUDIENCE'
  | 'AZURE_TENANT_ID'
  | 'AZURE_CLIENT_ID'
  | 'DATA_COLLECTOR_ENDPOINT'
  | 'WORKSPACE_ID'
  | 'WORKSPACE_KEY_SECRET_ARN'
  | 'LOG_TYPE'
>;

export interface FunctionVariablesProps {
  readonly accounts: readonly [IamAccount, ...IamAccount[]];
  /** Of the KMS key. */
  readonly macKeyArn: string;
  readonly transport: TransportVariables;
  /** Where and who the function is: the SDKs' own variables. */
  readonly sdkVariables: Readonly<Record<string, string>>;
}

/** What the construct gives to the function, with the emulators in the clouds' places. */
export function functionVariables(props: FunctionVariablesProps): Readonly<Record<string, string>> {
  const [own, ...members] = props.accounts;
  const variables: AccessKeyReportEnvironment = {
    ACCOUNT_ID: own.accountId,
    ...(members.length === 0
      ? { ACCOUNTS: 'own' }
      : {
          ACCOUNTS: 'members',
          MEMBER_ACCOUNT_IDS: members.map(({ accountId }) => accountId).join(','),
          MEMBER_ROLE_NAME: localMemberRoleName,
        }),
    ORGANIZATION_ID: localOrganizationId,
    PSEUDONYM_KEY_ARN: props.macKeyArn,
    MAX_CONCURRENT_CALLS: '32',
    ...props.transport,
  };
  return withoutAbsent({ ...variables, ...props.sdkVariables });
}
