import type { AccountReader, IamUser, ListedKey } from './account-reader';
import type { Reading } from './read-accounts';

/** IAM's answers agree with one another after seconds: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
const secondLookMilliseconds = 2_000;

/** The keys of a user, each once; none for a user that was deleted since it was listed. */
export async function listKeysOfUser(
  reader: AccountReader,
  { userName }: IamUser,
  { counts, ports }: Pick<Reading, 'counts' | 'ports'>,
): Promise<readonly ListedKey[]> {
  const keys = (await reader.listKeys(userName)) ?? (await secondLook());
  if (keys !== undefined) return [...new Map(keys.map(key => [key.accessKeyId, key])).values()];
  counts.deletedMeanwhile++;
  return [];

  /** A user that was made a moment ago can be known to one server of IAM and not yet to the other. */
  async function secondLook() {
    await ports.clock.sleep(secondLookMilliseconds);
    return reader.listKeys(userName);
  }
}
