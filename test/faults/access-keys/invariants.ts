import type { ReportRecord } from '@audit-bridge/access-key-records';
import type { Violation } from '../fault-pipeline';
import type { Attempt } from './ledger';

/** What must hold at every moment of a run, checked as each record is accepted. */
export class Invariants {
  readonly violations: Violation[] = [];
  readonly attempts = new Map<string, Attempt>();
  rowsAccepted = 0;

  constructor(private readonly now: () => number) {}

  /** @returns the attempt as it is known: with a bug, another one may have had its id */
  began(attempt: Attempt): Attempt {
    const known = this.attempts.get(attempt.attemptId) ?? attempt;
    this.attempts.set(attempt.attemptId, known);
    return known;
  }

  /** A snapshot is closed when each of its rows was accepted, and says how many these are. */
  accepted(record: ReportRecord): void {
    this.rowsAccepted++;
    const attempt = this.attempts.get(record.AttemptId_s);
    if (attempt === undefined) {
      this.#report('a record of an attempt that nobody made was accepted', record.AttemptId_s);
      return;
    }
    const account = record.account_number_s;
    const accepted = attempt.accepted.get(account) ?? new Set();
    attempt.accepted.set(account, accepted);
    if (record.RecordType_s === 'AccessKey') {
      accepted.add(record.KeyUid_s);
      return;
    }
    attempt.to ??= this.now();
    attempt.closed.add(account);
    if (record.ExpectedRows_d !== accepted.size)
      this.#report(`account ${account} was closed with ${record.ExpectedRows_d} keys, ${accepted.size} were accepted`, attempt.attemptId);
  }

  #report(what: string, about: string): void {
    this.violations.push({ what, about });
  }
}
