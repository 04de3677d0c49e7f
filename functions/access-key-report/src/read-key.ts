import { type AccessKeyRecord, accessKeyRecord } from '@audit-bridge/access-key-records';
import type { AccountReader, IamUser, ListedKey } from './account-reader';
import type { Reading } from './read-accounts';

export interface KeyOfUser {
  readonly accountId: string;
  readonly user: IamUser;
  readonly key: ListedKey;
}

/** Waits between looks at a key that is listed and not told of: it was made, or deleted, a moment ago. */
const looksAgainMilliseconds = [1_000, 2_000, 4_000];

/**
 * A key's row; undefined for a key that was deleted since it was listed.
 *
 * Of a key that is not there IAM says at times NoSuchEntity and at times AccessDenied. So the user's list decides: a key that stands in it is never
 * dropped.
 *
 * @throws {AccountNotReadError} when a key stays listed and IAM does not tell of it
 */
export async function readKey(
  reader: AccountReader,
  { accountId, key, user }: KeyOfUser,
  { counts, ports, pseudonym, snapshot }: Reading,
): Promise<AccessKeyRecord | undefined> {
  const { accessKeyId } = key;
  for (const wait of [...looksAgainMilliseconds, undefined]) {
    const lastUse = await reader.readLastUse(accessKeyId);
    if (!('notTold' in lastUse)) {
      const { userArn, userName } = user;
      return accessKeyRecord(snapshot, { ...key, accountId, userName, userArn, keyUid: pseudonym(accessKeyId), lastUse });
    }
    const listed = await reader.listKeys(user.userName);
    if (!listed?.some(other => other.accessKeyId === accessKeyId)) break;
    if (wait === undefined) throw lastUse.notTold;
    await ports.clock.sleep(wait);
  }
  counts.deletedMeanwhile++;
  return undefined;
}
