import type { Random } from '../simulator/random';

export interface KeyState {
  readonly since: number;
  readonly status: 'Active' | 'Inactive';
  /** Milliseconds since 1970 UTC; undefined: never. */
  readonly usedAt: number | undefined;
}

/** One access key from its creation to its end. */
export interface KeyLife {
  readonly keyId: string;
  readonly createdAt: number;
  deletedAt: number | undefined;
  readonly states: KeyState[];
}

/** One user, who may be renamed. */
export interface UserLife {
  readonly userId: string;
  readonly createdAt: number;
  deletedAt: number | undefined;
  readonly names: { readonly since: number; readonly name: string }[];
  readonly keys: KeyLife[];
}

const isThere = ({ deletedAt }: { readonly deletedAt: number | undefined }) => deletedAt === undefined;
const nameOf = ({ names }: UserLife): string => names.at(-1)?.name ?? '';

/** IAM's view of one account as it is now, and all that it has ever been. */
export class IamAccount {
  readonly users: UserLife[] = [];
  #made = 0;

  constructor(
    readonly accountId: string,
    readonly rootKeys: number,
    private readonly random: Random,
  ) {}

  createUser(now: number): UserLife {
    const number = ++this.#made;
    const user = { userId: `AIDA${this.accountId}${number}`, createdAt: now, deletedAt: undefined, names: [], keys: [] };
    this.users.push(user);
    this.rename(user, now);
    return user;
  }

  /** Names are spread over the alphabet: a new one may stand before a listing's marker or behind it. */
  rename(user: UserLife, now: number): void {
    const letters = Array.from({ length: 3 }, () => this.random.pick([...'abcdefgh']));
    user.names.push({ since: now, name: `${letters.join('')}+=,.@_-${++this.#made}` });
  }

  createKey(user: UserLife, now: number): void {
    const keyId = `AKIA${this.accountId.slice(-4)}${String(++this.#made).padStart(12, '0')}`;
    user.keys.push({ keyId, createdAt: now, deletedAt: undefined, states: [{ since: now, status: 'Active', usedAt: undefined }] });
  }

  changeKey(key: KeyLife, now: number): void {
    const { status, usedAt } = key.states.at(-1) ?? { status: 'Active', usedAt: undefined };
    const isUse = this.random.chance(0.5);
    key.states.push({ since: now, status: isUse ? status : status === 'Active' ? 'Inactive' : 'Active', usedAt: isUse ? now : usedAt });
  }

  deleteKey(key: KeyLife, now: number): void {
    key.deletedAt ??= now;
  }

  deleteUser(user: UserLife, now: number): void {
    for (const key of user.keys) this.deleteKey(key, now);
    user.deletedAt = now;
  }

  presentUsers(): readonly UserLife[] {
    return this.users.filter(isThere);
  }

  presentKeys(user: UserLife): readonly KeyLife[] {
    return user.keys.filter(isThere);
  }

  /** In order of their names: a page begins behind the name where the last one ended. */
  listUsers(after: string, maxItems: number) {
    const all = this.presentUsers()
      .map(user => ({ user, name: nameOf(user) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .filter(({ name }) => name > after);
    return { page: all.slice(0, maxItems), isTruncated: all.length > maxItems };
  }

  userNamed(name: string): UserLife | undefined {
    return this.presentUsers().find(user => nameOf(user) === name);
  }

  keyById(keyId: string): KeyLife | undefined {
    return this.presentUsers()
      .flatMap(user => this.presentKeys(user))
      .find(key => key.keyId === keyId);
  }
}
