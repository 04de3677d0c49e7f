import type { Clock } from '@audit-bridge/backoff';
import type { AccountReader, IamUser, ListedKey } from './account-reader';

/** IAM's servers agree with one another after seconds: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
const secondLookMilliseconds = 2_000;

/** The keys of a user; undefined for one that IAM does not know by this name, also at a second look: a new user is not known everywhere at once. */
export async function listKeysOfUser(
  reader: AccountReader,
  { userName }: IamUser,
  clock: Clock,
): Promise<readonly ListedKey[] | undefined> {
  const keys = await reader.listKeys(userName);
  if (keys !== undefined) return keys;
  await clock.sleep(secondLookMilliseconds);
  return reader.listKeys(userName);
}
