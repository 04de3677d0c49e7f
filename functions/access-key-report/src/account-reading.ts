import type { AccountNotReadError } from './account-not-read-error';
import type { AccountReader, IamUser, ReportedAccount } from './account-reader';

/** How far the reading of one account is. */
export interface AccountReading {
  readonly account: ReportedAccount;
  reader: AccountReader | undefined;
  pages: AsyncIterator<readonly IamUser[], unknown> | undefined;
  /** Pieces of work that are waiting or under way. */
  open: number;
  /** A page that moved under the listing can show a user again. */
  seenUsers: Set<string>;
  /** Distinct keys. */
  rows: number;
  failure: AccountNotReadError | undefined;
}

export const unread = (account: ReportedAccount): AccountReading => ({
  account,
  reader: undefined,
  pages: undefined,
  open: 0,
  seenUsers: new Set(),
  rows: 0,
  failure: undefined,
});
