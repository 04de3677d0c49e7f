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

export interface QueryOptions {
  /** `AwsAccessKeys_CL` */
  readonly tableName: string;
  /** An active key that was created longer ago is old. */
  readonly maxKeyAgeDays: number;
}
