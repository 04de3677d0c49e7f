import { setImmediate } from 'node:timers/promises';
import type { KeyLastUse } from '@audit-bridge/access-key-records';
import { AccountNotReadError } from '../../src/account-not-read-error';
import type { AccountReader, IamUser, KeyNotTold, ListedKey } from '../../src/account-reader';

export interface MemoryUser extends IamUser {
  keys: (ListedKey & { readonly lastUse: KeyLastUse })[];
}

export type CallName = 'countRootKeys' | 'userPages' | 'listKeys' | 'readLastUse';

export const neverUsed: KeyLastUse = { usedAt: undefined, region: 'N/A', serviceName: 'N/A' };

export const memoryUser = (userName: string, ...accessKeyIds: readonly string[]): MemoryUser => ({
  userId: `AIDA-${userName}`,
  userName,
  userArn: `arn:aws:iam::111111111111:user/${userName}`,
  keys: accessKeyIds.map(accessKeyId => ({ accessKeyId, status: 'Active', createdAt: 0, lastUse: neverUsed })),
});

/** An account as IAM shows it, with what can happen to it between two calls. */
export class MemoryAccount implements AccountReader {
  rootKeys = 0;
  usersPerPage = 2;
  users: MemoryUser[] = [];
  /** Called before each call is answered. */
  onCall: (name: CallName, subject: string) => void = () => {};
  readonly calls: string[] = [];
  underWay = 0;
  mostUnderWay = 0;

  constructor(...users: readonly MemoryUser[]) {
    this.users = [...users];
  }

  countRootKeys(): Promise<number> {
    return this.#answer('countRootKeys', '', () => this.rootKeys);
  }

  async *userPages(): AsyncGenerator<readonly IamUser[], void> {
    const users = [...this.users];
    for (let start = 0; start === 0 || start < users.length; start += this.usersPerPage)
      yield await this.#answer('userPages', String(start), () => users.slice(start, start + this.usersPerPage));
  }

  listKeys(userName: string): Promise<readonly ListedKey[] | undefined> {
    return this.#answer('listKeys', userName, () => this.users.find(user => user.userName === userName)?.keys);
  }

  readLastUse(accessKeyId: string): Promise<KeyLastUse | KeyNotTold> {
    return this.#answer('readLastUse', accessKeyId, () => {
      for (const { keys } of this.users) {
        const key = keys.find(one => one.accessKeyId === accessKeyId);
        if (key !== undefined) return key.lastUse;
      }
      return { notTold: denied('GetAccessKeyLastUsed') };
    });
  }

  async #answer<T>(name: CallName, subject: string, answer: () => T): Promise<T> {
    this.calls.push(`${name} ${subject}`.trim());
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    await setImmediate();
    this.underWay--;
    this.onCall(name, subject);
    return answer();
  }
}

export const denied = (action: string) => new AccountNotReadError(`Account 222222222222: IAM refused ${action}.`, 'AccessDenied');
