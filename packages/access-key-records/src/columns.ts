/** A column type that the table, the stream declaration and the record's type share. */
export type ColumnType = 'boolean' | 'datetime' | 'real' | 'string';

export interface Column {
  readonly type: ColumnType;
  /** Stands in the table's schema, for whoever writes a query. */
  readonly description: string;
}

/**
 * The one source of truth: the record's type, the table's schema and the stream declaration are derived from it. Azure Monitor drops a member that
 * the stream does not declare without a word.
 *
 * The names end as the HTTP Data Collector API would end them (`_s` string, `_t` time, `_d` number, `_b` boolean), so that one query reads what
 * either transport brought: https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#record-type-and-properties
 */
export const accessKeyColumns = {
  TimeGenerated: { type: 'datetime', description: 'When the attempt began: one moment for all its records.' },
  loggedDate: { type: 'datetime', description: 'The same moment, under the name that older dashboards know.' },
  RecordType_s: { type: 'string', description: 'AccessKey, or RunCompleted: closes the snapshot of one account.' },
  RunId_s: { type: 'string', description: 'The scheduled run; a retry carries the same one.' },
  AttemptId_s: { type: 'string', description: 'The attempt of the run: rows of a failed one are never mixed with those of another.' },
  account_number_s: { type: 'string', description: 'The AWS account.' },
  user_s: { type: 'string', description: 'The user, or <root_account>.' },
  UserArn_s: { type: 'string', description: 'The user with its path.' },
  IsRoot_b: { type: 'boolean', description: 'Whether the key is the root user’s: its id and dates cannot be read.' },
  AccessKeyId_s: { type: 'string', description: 'The key id, masked: its first and last four characters. Empty for the root user’s.' },
  KeyUid_s: { type: 'string', description: 'A keyed hash of the key id, the same in every run: identifies the key without telling it.' },
  Status_s: { type: 'string', description: 'Active or Inactive; N/A for the root user’s.' },
  CreateDate_t: { type: 'datetime', description: 'When the key was created.' },
  KeyAgeDays_d: { type: 'real', description: 'Whole days from the key’s creation to the run.' },
  LastUsedDate_t: { type: 'datetime', description: 'When the key was last used, as far as IAM tells; absent when never.' },
  DaysSinceLastUse_d: { type: 'real', description: 'Whole days from the last use to the run; absent when never used.' },
  NeverUsed_b: { type: 'boolean', description: 'Whether IAM knows of no use.' },
  Region_s: { type: 'string', description: 'The Region of the last use; N/A when never used.' },
  ServiceName_s: { type: 'string', description: 'The service of the last use; N/A when never used.' },
  ExpectedRows_d: { type: 'real', description: 'RunCompleted only: the distinct keys of the account in this attempt.' },
  ExpectedAccounts_d: { type: 'real', description: 'RunCompleted only: the accounts of this attempt.' },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof accessKeyColumns;
