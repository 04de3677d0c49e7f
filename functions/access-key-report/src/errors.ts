import type { AccountNotReadError } from './account-not-read-error';
import type { ReportCounts } from './report-counts';

/** Base of the errors that end a run. Nothing of its snapshot is shown: no record closes it. */
export class ReportError extends Error {
  override readonly name: string = 'ReportError';
}

export class UnreadableRequestError extends ReportError {
  override readonly name = 'UnreadableRequestError';

  constructor() {
    super('The event’s scheduledTime is no time. The schedule writes one like 2026-11-21T03:00:00Z; leave it out to start a run by hand.');
  }
}

/** One or more accounts could not be read. The rows of the others were sent, and are not shown: the snapshot is not closed. */
export class AccountsNotReportedError extends AggregateError {
  override readonly name = 'AccountsNotReportedError';

  constructor(failures: readonly AccountNotReadError[], accounts: number) {
    super(
      failures,
      `${failures.length} of ${accounts} accounts could not be read, so the report is incomplete and its snapshot stays open; queries go on with the one before. ${failures.map(({ message }) => message).join(' ')}`,
    );
  }
}

export class OutOfTimeError extends ReportError {
  override readonly name = 'OutOfTimeError';

  constructor({ accountsReported, accountsToReport, keysRead, usersRead }: ReportCounts) {
    super(
      `The time did not suffice: ${accountsReported} of ${accountsToReport ?? 'an unknown number of'} accounts were read whole, ${usersRead} users were listed and ${keysRead} keys read. The snapshot stays open; queries go on with the one before. Give the function more time (timeoutSeconds) or, where IAM did not throttle, more calls at once (maxConcurrentCalls); what IAM throttles, other tools in the account may be using up.`,
    );
  }
}

export class OrganizationNotListedError extends ReportError {
  override readonly name = 'OrganizationNotListedError';
}

export class PseudonymKeyError extends ReportError {
  override readonly name = 'PseudonymKeyError';
}
