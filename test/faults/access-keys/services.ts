import { createHash } from 'node:crypto';
import { AccountNotReadError } from '@audit-bridge/access-key-report/account-not-read-error';
import type { AccountReader } from '@audit-bridge/access-key-report/account-reader';
import { PseudonymKeyError } from '@audit-bridge/access-key-report/errors';
import { IamAccountReader } from '@audit-bridge/access-key-report/iam-account-reader';
import type { ReportPorts } from '@audit-bridge/access-key-report/report-run';
import { RequestFault } from '../simulator/call';
import type { Simulation } from '../simulator/simulation';
import type { Worker } from '../simulator/worker';
import { IamAccount } from './iam-account';
import { simulatedIam } from './iam-client';
import { Ingestion } from './ingestion';
import type { Invariants } from './invariants';
import type { Attempt } from './ledger';
import type { Outage, Scenario } from './scenario';

/** The keyed hash, with a key that everybody may know. */
export const pseudonym = (text: string) => createHash('sha256').update(text).digest('hex');

/** Everything outside the function. */
export class PipelineServices {
  readonly accounts: readonly IamAccount[];
  readonly ingestion: Ingestion;
  #hasFaults = true;

  constructor(
    private readonly simulation: Simulation,
    private readonly scenario: Scenario,
    invariants: Invariants,
  ) {
    const random = simulation.random.fork();
    this.accounts = scenario.accounts.map(({ accountId, rootKeys, users }) => {
      const account = new IamAccount(accountId, rootKeys, random.fork());
      for (let index = 0; index < users; index++) {
        const user = account.createUser(simulation.now);
        for (let keys = random.integer(0, 2); keys > 0; keys--) account.createKey(user, simulation.now);
      }
      return account;
    });
    this.ingestion = new Ingestion({
      simulation,
      random: random.fork(),
      rates: () => (this.#hasFaults ? scenario.ingestionRates : { dropped: 0, late: 0, doubled: 0 }),
      isDown: () => this.#isDown('ingestion'),
      maxBodyBytes: scenario.settings.maxBodyBytes,
      onAccepted: record => invariants.accepted(record),
    });
  }

  stopFaults(): void {
    this.#hasFaults = false;
  }

  portsOf(worker: Worker, attempt: Attempt, signal: AbortSignal): ReportPorts {
    const [own] = this.accounts;
    return {
      findAccounts: () =>
        requestOf(worker, 'organizations ListAccounts', () => ({
          accounts: this.accounts.map(({ accountId }) => ({ accountId, isOwn: accountId === own?.accountId })),
          skipped: [],
        })),
      openPseudonyms: () =>
        requestOf(worker, 'kms GenerateMac', () => pseudonym).catch(error => {
          throw new PseudonymKeyError(String(error));
        }),
      openAccount: ({ accountId }) => this.#open(worker, attempt, signal, accountId),
      upload: this.ingestion.uploadOf(worker),
      clock: worker.clock,
    };
  }

  /** Changes something somewhere, as people do. */
  change(): void {
    const { now, random } = this.simulation;
    if (this.accounts.length === 0) return;
    const account = random.pick(this.accounts);
    const users = account.presentUsers();
    const user = users.length === 0 || random.chance(0.1) ? account.createUser(now) : random.pick(users);
    const keys = account.presentKeys(user);
    const key = keys.length === 0 ? undefined : random.pick(keys);
    const what = random.pick(['new key', 'new key', 'key gone', 'key changed', 'user gone', 'renamed'] as const);
    this.simulation.note('somebody', what, account.accountId);
    if (what === 'user gone') account.deleteUser(user, now);
    else if (what === 'renamed') account.rename(user, now);
    else if (key === undefined || (what === 'new key' && keys.length < 2)) account.createKey(user, now);
    else if (what === 'key gone') account.deleteKey(key, now);
    else account.changeKey(key, now);
  }

  #isDown(service: Outage['service']): boolean {
    const { now } = this.simulation;
    return this.#hasFaults && this.scenario.outages.some(outage => outage.service === service && outage.from <= now && now < outage.to);
  }

  async #open(worker: Worker, attempt: Attempt, signal: AbortSignal, accountId: string): Promise<AccountReader> {
    const account = this.accounts.find(one => one.accountId === accountId);
    if (account === undefined) throw new RangeError(`There is no account ${accountId}.`);
    const isDenied = (what: 'role' | 'keys') =>
      this.#hasFaults &&
      this.scenario.denials.some(
        denial =>
          denial.accountId === accountId && denial.what === what && denial.from <= this.simulation.now && this.simulation.now < denial.to,
      );
    const refused = (code: string) => new AccountNotReadError(`STS gave no session of ${accountId} (${code}).`, code);
    await requestOf(worker, 'sts AssumeRole', () => {
      if (isDenied('role')) throw refused('AccessDenied');
    }).catch(error => {
      throw error instanceof AccountNotReadError ? error : refused('ServiceFailure');
    });
    const client = simulatedIam({
      account,
      signal,
      worker,
      pageItems: this.scenario.settings.pageItems,
      isDenied: ({ keyId }) => isDenied('keys') && Number(keyId.slice(-3)) % 3 === 0,
      isDown: what => this.#isDown(what),
      onShown: userId => attempt.shownUsers.add(userId),
    });
    return new IamAccountReader({ client, accountId, roleArn: undefined });
  }
}

const maxAttempts = 5;

/** As an SDK makes it. */
async function requestOf<T>(worker: Worker, operation: string, apply: () => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await worker.call({ operation, apply, failure: fault => new RequestFault(operation, fault) });
    } catch (error) {
      if (!(error instanceof RequestFault) || attempt === maxAttempts) throw error;
      await worker.clock.sleep(200 * attempt);
    }
  }
}
