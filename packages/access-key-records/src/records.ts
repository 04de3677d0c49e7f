import type { accessKeyColumns, ColumnName, ColumnType } from './columns';

/** As JSON carries them: a time is an ISO 8601 text in UTC with `Z`. */
interface ValueOf {
  readonly boolean: boolean;
  readonly datetime: string;
  readonly real: number;
  readonly string: string;
}

type Value<Name extends ColumnName> = (typeof accessKeyColumns)[Name]['type'] extends infer Type extends ColumnType ? ValueOf[Type] : never;

type Columns<Name extends ColumnName> = { readonly [Key in Name]: Value<Key> };

type EveryRecord = Columns<'TimeGenerated' | 'loggedDate' | 'RunId_s' | 'AttemptId_s' | 'account_number_s'>;

/** One access key in one snapshot. */
export type AccessKeyRecord = EveryRecord &
  Columns<'user_s' | 'UserArn_s' | 'IsRoot_b' | 'AccessKeyId_s' | 'KeyUid_s' | 'Status_s' | 'Region_s' | 'ServiceName_s'> &
  Partial<Columns<'CreateDate_t' | 'KeyAgeDays_d' | 'LastUsedDate_t' | 'DaysSinceLastUse_d' | 'NeverUsed_b'>> & {
    readonly RecordType_s: 'AccessKey';
  };

/** Closes an account's snapshot; sent when every row of every account was accepted. */
export type RunCompletedRecord = EveryRecord & Columns<'ExpectedRows_d' | 'ExpectedAccounts_d'> & { readonly RecordType_s: 'RunCompleted' };

export type ReportRecord = AccessKeyRecord | RunCompletedRecord;

/** In `user_s`, as in IAM's credential report. */
export const rootUserName = '<root_account>';
