import { AccountNotReadError } from './account-not-read-error';
import type { IamUser } from './account-reader';

/** A user that is renamed that often while it is read is read by nobody. */
const maxSearches = 5;

/** Users that were listed, and that IAM then did not know by their name: deleted, or renamed. */
export class VanishedUsers {
  #userIds = new Set<string>();
  #searches = 0;

  get areSome(): boolean {
    return this.#userIds.size > 0;
  }

  add({ userId }: IamUser): void {
    this.#userIds.add(userId);
  }

  /**
   * Looks for those that have vanished so far in another listing.
   *
   * @throws {AccountNotReadError} when it was looked for them too often
   */
  search(accountId: string): VanishedUserSearch {
    const userIds = this.#userIds;
    this.#userIds = new Set();
    if (++this.#searches > maxSearches)
      throw new AccountNotReadError(
        `Account ${accountId}: ${userIds.size} users are listed again and again under names that IAM does not know a moment later. Is a program renaming them? The next attempt reads them again.`,
        'UsersVanish',
      );
    return new VanishedUserSearch(userIds);
  }
}

class VanishedUserSearch {
  constructor(private readonly userIds: Set<string>) {}

  finds({ userId }: IamUser): boolean {
    return this.userIds.delete(userId);
  }

  get notFound(): number {
    return this.userIds.size;
  }
}
