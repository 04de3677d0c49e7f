import { createHmac } from 'node:crypto';
import type { AccessKeyRecord, ReportRecord, RunCompletedRecord } from '@audit-bridge/access-key-records';
import { report } from '../../src/report';
import { noCounts } from '../../src/report-counts';
import type { ReportPorts } from '../../src/report-run';
import type { MemoryAccount } from './memory-account';

export const pseudonym = (text: string) => createHmac('sha256', 'test').update(text).digest('hex');

/** A run of the report over accounts in memory. */
export class ReportWorld {
  readonly counts = noCounts();
  readonly uploads: (readonly ReportRecord[])[] = [];
  readonly stop = new AbortController();
  readonly slept: number[] = [];
  maxConcurrentCalls = 8;
  skipped: readonly string[] = [];
  onUpload: (records: readonly ReportRecord[]) => void | Promise<void> = () => {};
  onOpen: (accountId: string) => void = () => {};
  openPseudonyms: ReportPorts['openPseudonyms'] = async () => pseudonym;
  onFind: () => void = () => {};

  constructor(readonly accounts: Readonly<Record<string, MemoryAccount>>) {}

  get rows(): readonly AccessKeyRecord[] {
    return this.uploads.flat().filter(record => record.RecordType_s === 'AccessKey');
  }

  get closing(): readonly RunCompletedRecord[] {
    return this.uploads.flat().filter(record => record.RecordType_s === 'RunCompleted');
  }

  run(): Promise<void> {
    const snapshot = { runId: 'run-1', attemptId: 'attempt-1', startedAt: Date.parse('2026-11-21T03:00:00Z') };
    const settings = { maxConcurrentCalls: this.maxConcurrentCalls, partition: 'aws' };
    const end = { at: snapshot.startedAt + 900_000, signal: this.stop.signal };
    return report({ snapshot, settings, counts: this.counts, end, ports: this.#ports() });
  }

  #ports(): ReportPorts {
    const [own] = Object.keys(this.accounts);
    return {
      findAccounts: async () => {
        this.onFind();
        return {
          accounts: Object.keys(this.accounts).map(accountId => ({ accountId, isOwn: accountId === own })),
          skipped: this.skipped,
        };
      },
      openAccount: async ({ accountId }) => {
        this.onOpen(accountId);
        const account = this.accounts[accountId];
        if (account === undefined) throw new Error(`There is no account ${accountId}.`);
        return account;
      },
      openPseudonyms: () => this.openPseudonyms(),
      upload: {
        upload: async records => {
          await this.onUpload(records as readonly ReportRecord[]);
          this.uploads.push(records as readonly ReportRecord[]);
        },
      },
      clock: {
        now: () => Date.parse('2026-11-21T03:00:00Z'),
        sleep: async milliseconds => void this.slept.push(milliseconds),
      },
    };
  }
}
