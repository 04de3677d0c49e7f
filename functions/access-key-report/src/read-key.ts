import { type AccessKeyRecord, accessKeyRecord } from '@audit-bridge/access-key-records';
import type { AccountReader, IamUser, ListedKey } from './account-reader';
import type { Reading } from './reading';

export interface KeyOfUser {
  readonly accountId: string;
  readonly user: IamUser;
  readonly key: ListedKey;
  readonly keyUid: string;
}

/** Waits between looks at a key that IAM does not tell of: it was made, or deleted, a moment ago. */
const looksAgainMilliseconds = [1_000, 2_000, 4_000];

/** A key that is not there any more, or whose user IAM does not know by the name that it had. */
export type KeyGone = 'key gone' | 'user unknown';

/**
 * A key's row, unless it was deleted since it was listed.
 *
 * Of a key that is not there IAM says at times NoSuchEntity and at times AccessDenied. So the user's list decides: a key that stands in it is never
 * dropped. Nor is one whose user has no list, at once: the user may have another name now, by which a key is not asked.
 *
 * @throws {AccountNotReadError} when a key stays listed and IAM does not tell of it
 */
export async function readKey(
  reader: AccountReader,
  { accountId, key, keyUid, user }: KeyOfUser,
  { ports, snapshot }: Pick<Reading, 'ports' | 'snapshot'>,
): Promise<AccessKeyRecord | KeyGone> {
  for (const wait of [...looksAgainMilliseconds, undefined]) {
    const lastUse = await reader.readLastUse(key.accessKeyId);
    if (!('notTold' in lastUse)) {
      const { userArn, userName } = user;
      return accessKeyRecord(snapshot, { ...key, accountId, userName, userArn, keyUid, lastUse });
    }
    const listed = await reader.listKeys(user.userName);
    if (listed !== undefined && !listed.some(other => other.accessKeyId === key.accessKeyId)) return 'key gone';
    if (wait !== undefined) await ports.clock.sleep(wait);
    else if (listed !== undefined) throw lastUse.notTold;
  }
  return 'user unknown';
}
