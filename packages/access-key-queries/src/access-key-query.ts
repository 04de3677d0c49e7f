/** A Kusto query over the table of access keys. */
export interface AccessKeyQuery {
  /** Stable word, stands in resource names: `keys-older-than`. */
  readonly name: string;
  /** Shown to people. */
  readonly title: string;
  readonly description: string;
  /** Whole query, on the latest complete snapshot. */
  readonly kusto: string;
}

export interface TableOptions {
  /** `AwsAccessKeys_CL` */
  readonly tableName: string;
  /**
   * The HTTP Data Collector API makes the table with the first record, and a column when a record brings it: where no account has a key, or no key was
   * ever used, some are missing, and a query that names one fails. @default false, for a table that was made with all of them
   */
  readonly columnsMayBeMissing?: boolean;
}

export interface QueryOptions extends TableOptions {
  /** An active key that was created longer ago is old. */
  readonly maxKeyAgeDays: number;
}
