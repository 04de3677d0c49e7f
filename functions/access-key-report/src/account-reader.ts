import type { KeyLastUse } from '@audit-bridge/access-key-records';
import type { AccountNotReadError } from './account-not-read-error';

export interface IamUser {
  /** Stable; a name can be given again. */
  readonly userId: string;
  readonly userName: string;
  /** With its path. */
  readonly userArn: string;
}

export interface ListedKey {
  readonly accessKeyId: string;
  readonly status: string;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number | undefined;
}

/** Why IAM does not tell of a key: it is gone, or the role must not ask. IAM's answer does not say which. */
export interface KeyNotTold {
  readonly notTold: AccountNotReadError;
}

/** What is read of an account. Each method but `userPages` is one call, or one per page. */
export interface AccountReader {
  /** The root user's keys. */
  countRootKeys(): Promise<number>;
  /** Each page is a call of its own, after the one before it. */
  userPages(): AsyncIterator<readonly IamUser[], unknown>;
  /** undefined: there is no such user. */
  listKeys(userName: string): Promise<readonly ListedKey[] | undefined>;
  readLastUse(accessKeyId: string): Promise<KeyLastUse | KeyNotTold>;
}

/** An account to report. */
export interface ReportedAccount {
  readonly accountId: string;
  /** Read with the function's own role. */
  readonly isOwn: boolean;
}

export interface AccountsToReport {
  readonly accounts: readonly ReportedAccount[];
  /** `123456789012 (SUSPENDED)` */
  readonly skipped: readonly string[];
}
