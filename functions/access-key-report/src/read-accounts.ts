import { type AccessKeyRecord, rootKeyRecord } from '@audit-bridge/access-key-records';
import { AccountNotReadError } from './account-not-read-error';
import type { AccountReader, IamUser, ListedKey, ReportedAccount } from './account-reader';
import { type AccountReading, unread } from './account-reading';
import { readKey } from './read-key';
import { listKeysOfUser } from './read-user';
import type { Pseudonym, ReportRun } from './report-run';
import { type Work, workConcurrently } from './work-concurrently';

export interface Reading extends ReportRun {
  readonly pseudonym: Pseudonym;
  /** Takes a row; waits when there are too many. */
  readonly take: (row: AccessKeyRecord) => Promise<void>;
}

/** Users waiting per call under way below which a further page is listed: those at hand take longer than a page. */
const usersAhead = 8;

/**
 * Reads accounts side by side. Each piece of work is one call, or one page after the other, so that `maxConcurrentCalls` are under way as long as there is
 * anything to read. What is begun is finished first: keys before users, users before further pages, pages before further accounts; so memory holds a few
 * pages, however many users there are.
 *
 * @returns how it went, for each account: one that could not be read does not stop the others
 */
export async function readAccounts(accounts: readonly ReportedAccount[], reading: Reading): Promise<readonly AccountReading[]> {
  const { counts, pseudonym, settings, snapshot, take } = reading;
  const readings = accounts.map(unread);
  const unopened = [...readings].reverse();
  const queues = { keys: [] as Work[], pages: [] as Work[], users: [] as Work[] };
  const pageThreshold = settings.maxConcurrentCalls * usersAhead;

  /** Adds a piece of work of an account: done with when the account has failed meanwhile. */
  const add = (one: AccountReading, queue: Work[], work: (reader: AccountReader) => Promise<void>) => {
    one.open++;
    queue.push(async () => {
      try {
        if (one.failure === undefined && one.reader !== undefined) await work(one.reader);
      } catch (error) {
        noteFailure(one, error);
      }
      close(one);
    });
  };

  const noteFailure = (one: AccountReading, error: unknown) => {
    // At the run's end every call fails, and no account is to blame.
    if (!(error instanceof AccountNotReadError) || reading.end.signal.aborted) throw error;
    if (one.failure === undefined) counts.accountsFailed++;
    one.failure ??= error;
  };

  const close = (one: AccountReading) => {
    one.open--;
    if (one.open > 0) return;
    if (one.failure === undefined) counts.accountsReported++;
    one.reader = undefined;
    one.pages = undefined;
    one.seenUsers = new Set();
  };

  const open = (one: AccountReading): Work => {
    one.open++;
    return async () => {
      try {
        one.reader = await reading.ports.openAccount(one.account);
        one.pages = one.reader.userPages();
        add(one, queues.keys, reader => addRootKeys(one, reader));
        addPage(one);
      } catch (error) {
        noteFailure(one, error);
      }
      close(one);
    };
  };

  const addRootKeys = async (one: AccountReading, reader: AccountReader) => {
    const { accountId } = one.account;
    const count = await reader.countRootKeys();
    for (let n = 1; n <= count; n++) {
      const userArn = `arn:${settings.partition}:iam::${accountId}:root`;
      await keep(one, rootKeyRecord(snapshot, { accountId, userArn, keyUid: pseudonym(`${accountId}:root:${n}`) }));
    }
  };

  const addPage = (one: AccountReading) =>
    add(one, queues.pages, async () => {
      const page = await one.pages?.next();
      if (page === undefined || page.done === true) return;
      for (const user of page.value) addUser(one, user);
      addPage(one);
    });

  const addUser = (one: AccountReading, user: IamUser) => {
    if (one.seenUsers.has(user.userId)) return;
    one.seenUsers.add(user.userId);
    counts.usersRead++;
    add(one, queues.users, async reader => {
      const keys = await listKeysOfUser(reader, user, reading);
      for (const key of keys) addKey(one, user, key);
    });
  };

  const addKey = (one: AccountReading, user: IamUser, key: ListedKey) =>
    add(one, queues.keys, async reader => {
      const row = await readKey(reader, { accountId: one.account.accountId, user, key }, reading);
      if (row !== undefined) await keep(one, row);
    });

  const keep = async (one: AccountReading, row: AccessKeyRecord) => {
    one.rows++;
    counts.keysRead++;
    await take(row);
  };

  const openNext = () => {
    const next = unopened.pop();
    return next === undefined ? undefined : open(next);
  };
  await workConcurrently(settings.maxConcurrentCalls, () => {
    const key = queues.keys.pop();
    if (key !== undefined) return key;
    if (queues.users.length >= pageThreshold) return queues.users.pop();
    return queues.pages.pop() ?? openNext() ?? queues.users.pop();
  });
  return readings;
}
