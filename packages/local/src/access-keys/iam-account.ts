/** One access key as IAM would show it. Times are ISO 8601 in UTC. */
export interface IamAccessKey {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  readonly createDate: string;
  /** Absent when IAM knows of no use. */
  readonly lastUsed?: { readonly date: string; readonly region: string; readonly service: string };
}

export interface IamUser {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  readonly createDate: string;
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly accessKeys: readonly IamAccessKey[];
}

/** What the emulated IAM is filled with. */
export interface IamAccount {
  readonly accountId: string;
  /** Access keys of the root user. */
  readonly rootKeys: number;
  readonly users: readonly IamUser[];
}

/** Where the accounts of a run come from. */
export interface AccountSource {
  /** For a person: `the sample of 400 users`. */
  readonly description: string;
  /** Equal for equal accounts, whatever their keys are by now: snapshots of one fingerprint stand in one table. */
  readonly fingerprint: string;
  /** What a reader of the answers has to know of this input, a line each. */
  readonly notes: readonly string[];
  /** The function's own account first.
   *
   * @param day the UTC day that the ages of a sample count back from: `2026-03-01` */
  accounts(day: string): readonly [IamAccount, ...IamAccount[]];
}

export const keysOf = ({ rootKeys, users }: IamAccount): number => users.reduce((sum, user) => sum + user.accessKeys.length, rootKeys);
