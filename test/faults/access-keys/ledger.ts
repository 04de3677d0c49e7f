import { type AccessKeyRecord, maskAccessKeyId, rootUserName } from '@audit-bridge/access-key-records';
import type { IamAccount, KeyLife, UserLife } from './iam-account';
import { pseudonym } from './services';

/** One attempt of a run, as it is seen from outside. */
export interface Attempt {
  readonly runId: string;
  readonly attemptId: string;
  /** By the function's own clock: stands in its records. */
  readonly startedAt: number;
  /** By the services' clock. */
  readonly from: number;
  /** When its first closing record arrived; undefined: none has. */
  to: number | undefined;
  /** The function said that all is well. */
  hasSucceeded: boolean;
  /** Users that a listing has shown it. */
  readonly shownUsers: Set<string>;
  /** What the service accepted of it: hashes of keys by account, and the accounts that were closed. */
  readonly accepted: Map<string, Set<string>>;
  readonly closed: Set<string>;
}

/** A key that a snapshot must hold, or may hold. */
interface KeyTruth {
  readonly accountId: string;
  readonly user: UserLife | undefined;
  readonly key: KeyLife | undefined;
  readonly mustBeThere: boolean;
}

const overlaps = (life: { readonly createdAt: number; readonly deletedAt: number | undefined }, from: number, to: number) =>
  life.createdAt <= to && (life.deletedAt === undefined || life.deletedAt >= from);

const lasts = (life: { readonly createdAt: number; readonly deletedAt: number | undefined }, from: number, to: number) =>
  life.createdAt < from && (life.deletedAt === undefined || life.deletedAt > to);

/**
 * What a snapshot of an attempt may hold, by the key's hash. A key must be there that existed all the time from the attempt's first call to its closing
 * record, and may be there when it existed at any moment of that time. A user who is renamed before a listing has shown him can be missed by any
 * listing, for pages go by name: his keys may be missing.
 */
export function truthOf(accounts: readonly IamAccount[], { from, shownUsers, to = from }: Attempt): ReadonlyMap<string, KeyTruth> {
  const truth = new Map<string, KeyTruth>();
  for (const { accountId, rootKeys, users } of accounts) {
    for (let n = 1; n <= rootKeys; n++)
      truth.set(pseudonym(`${accountId}:root:${n}`), { accountId, user: undefined, key: undefined, mustBeThere: true });
    for (const user of users) {
      const isRenamed = user.names.some(({ since }) => since >= from && since <= to);
      const isListed = lasts(user, from, to) && (!isRenamed || shownUsers.has(user.userId));
      for (const key of user.keys.filter(life => overlaps(life, from, to)))
        truth.set(pseudonym(key.keyId), { accountId, user, key, mustBeThere: isListed && lasts(key, from, to) });
    }
  }
  return truth;
}

/** What is wrong with a row; undefined when it tells what was so at some moment of the attempt. */
export function findError(row: AccessKeyRecord, { accountId, key, user }: KeyTruth, { from, to = from }: Attempt): string | undefined {
  const during = <T extends { readonly since: number }>(states: readonly T[]): readonly T[] =>
    states.filter(({ since }, index) => since <= to && (states[index + 1]?.since ?? Number.POSITIVE_INFINITY) >= from);
  const isTold = (column: keyof AccessKeyRecord, values: readonly unknown[]) =>
    values.some(value => (row[column] ?? undefined) === value) ? undefined : `${column} is ${row[column]}, it was ${values.join(' or ')}`;
  if (key === undefined || user === undefined) return isTold('user_s', [rootUserName]) ?? isTold('account_number_s', [accountId]);
  const states = during(key.states);
  const time = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : new Date(milliseconds).toISOString());
  return (
    isTold('account_number_s', [accountId]) ??
    isTold('AccessKeyId_s', [maskAccessKeyId(key.keyId)]) ??
    isTold(
      'user_s',
      during(user.names).map(({ name }) => name),
    ) ??
    isTold(
      'Status_s',
      states.map(({ status }) => status),
    ) ??
    isTold('CreateDate_t', [time(key.createdAt)]) ??
    isTold(
      'LastUsedDate_t',
      states.map(({ usedAt }) => time(usedAt)),
    )
  );
}
