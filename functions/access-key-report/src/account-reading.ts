import { type AccessKeyRecord, rootKeyRecord } from '@audit-bridge/access-key-records';
import { AccountNotReadError } from './account-not-read-error';
import type { AccountReader, IamUser, ListedKey, ReportedAccount } from './account-reader';
import { readKey } from './read-key';
import { listKeysOfUser } from './read-user';
import type { Reading } from './reading';
import { VanishedUsers } from './vanished-users';
import type { Work } from './work-concurrently';
import type { WorkQueues } from './work-queues';

type Pages = ReturnType<AccountReader['userPages']>;

/** The reading of one account: from its session to its last key, in pieces that stand in queues beside those of the others. */
export class AccountReading {
  /** Distinct keys. */
  rows = 0;
  failure: AccountNotReadError | undefined;
  #reader: AccountReader | undefined;
  /** Pieces of work that are waiting or under way. */
  #open = 0;
  /** A page that moves under the listing shows a user again, and a name can be given to another user. */
  #seenKeys = new Set<string>();
  readonly #vanished = new VanishedUsers();

  constructor(
    readonly account: ReportedAccount,
    private readonly reading: Reading,
    private readonly queues: WorkQueues,
  ) {}

  begin(): void {
    this.#add(this.queues.accounts, async () => {
      const reader = await this.reading.ports.openAccount(this.account);
      this.#reader = reader;
      this.#add(this.queues.keys, () => this.#readRootKeys(reader));
      this.#addPage(reader.userPages(), user => {
        this.reading.counts.usersRead++;
        this.#addUser(reader, user);
      });
    });
  }

  /** Adds a piece of work; one of an account that has failed meanwhile does nothing. */
  #add(queue: Work[], work: Work): void {
    this.#open++;
    queue.push(async () => {
      try {
        if (this.failure === undefined) await work();
      } catch (error) {
        this.#noteFailure(error);
      }
      this.#open--;
      if (this.#open === 0) this.#end();
    });
  }

  #noteFailure(error: unknown): void {
    const { counts, end } = this.reading;
    // At the run's end every call fails, and no account is to blame.
    if (!(error instanceof AccountNotReadError) || end.signal.aborted) throw error;
    if (this.failure === undefined) counts.accountsFailed++;
    this.failure ??= error;
  }

  #end(): void {
    const reader = this.#reader;
    if (this.failure === undefined && reader !== undefined && this.#vanished.areSome) {
      this.#add(this.queues.pages, async () => this.#lookForVanished(reader));
      return;
    }
    if (this.failure === undefined) this.reading.counts.accountsReported++;
    this.#reader = undefined;
    this.#seenKeys = new Set();
  }

  async #readRootKeys(reader: AccountReader): Promise<void> {
    const { pseudonym, settings, snapshot } = this.reading;
    const { accountId } = this.account;
    const count = await reader.countRootKeys();
    for (let n = 1; n <= count; n++) {
      const userArn = `arn:${settings.partition}:iam::${accountId}:root`;
      await this.#keep(rootKeyRecord(snapshot, { accountId, userArn, keyUid: pseudonym(`${accountId}:root:${n}`) }));
    }
  }

  #addPage(pages: Pages, visit: (user: IamUser) => void, onLast = () => {}): void {
    this.#add(this.queues.pages, async () => {
      const page = await pages.next();
      if (page.done === true) return onLast();
      for (const user of page.value) visit(user);
      this.#addPage(pages, visit, onLast);
    });
  }

  #addUser(reader: AccountReader, user: IamUser): void {
    this.#add(this.queues.users, async () => {
      const keys = await listKeysOfUser(reader, user, this.reading.ports.clock);
      if (keys === undefined) this.#vanished.add(user);
      for (const key of keys ?? []) this.#addKey(reader, user, key);
    });
  }

  #addKey(reader: AccountReader, user: IamUser, key: ListedKey): void {
    const keyUid = this.reading.pseudonym(key.accessKeyId);
    if (this.#seenKeys.has(keyUid)) return;
    this.#seenKeys.add(keyUid);
    this.#add(this.queues.keys, async () => {
      const row = await readKey(reader, { accountId: this.account.accountId, user, key, keyUid }, this.reading);
      if (row === 'key gone') this.reading.counts.deletedMeanwhile++;
      else if (row === 'user unknown') {
        // Renamed, or deleted with its keys: read again where another listing shows it.
        this.#seenKeys.delete(keyUid);
        this.#vanished.add(user);
      } else await this.#keep(row);
    });
  }

  async #keep(row: AccessKeyRecord): Promise<void> {
    this.rows++;
    this.reading.counts.keysRead++;
    await this.reading.take(row);
  }

  /** A user that IAM does not know by its name was deleted, or has another name now: a second listing tells. */
  #lookForVanished(reader: AccountReader): void {
    const search = this.#vanished.search(this.account.accountId);
    this.#addPage(
      reader.userPages(),
      user => {
        if (search.finds(user)) this.#addUser(reader, user);
      },
      () => {
        this.reading.counts.deletedMeanwhile += search.notFound;
      },
    );
  }
}
