import { runCompletedRecord } from '@audit-bridge/access-key-records';
import { allEnded } from './all-ended';
import { AccountsNotReportedError, OutOfTimeError } from './errors';
import { readAccounts } from './read-accounts';
import type { ReportRun } from './report-run';
import { RowUploads } from './row-uploads';
import { untilAborted } from './until-aborted';

/**
 * Reports every access key of every account: rows as they are read, and at last, when all of them were accepted, one record for each account that
 * closes the snapshot. A run that fails closes nothing.
 *
 * @throws {AccountsNotReportedError} where accounts could not be read; the others' rows were sent
 * @throws {OutOfTimeError} {OrganizationNotListedError} {PseudonymKeyError} {UploadError}
 */
export async function report(run: ReportRun): Promise<void> {
  const { counts, end } = run;
  await untilAborted(reportAll(run), end.signal, () => new OutOfTimeError(counts));
  counts.isComplete = true;
}

async function reportAll(run: ReportRun): Promise<void> {
  const { counts, end, ports, snapshot } = run;
  const [{ accounts, skipped }, pseudonym] = await allEnded([ports.findAccounts(), ports.openPseudonyms()]);
  counts.accountsToReport = accounts.length;
  counts.skippedAccounts = skipped;

  const uploads = new RowUploads({ upload: ports.upload, giveUpAt: end.at, onAccepted: rows => (counts.keysReported += rows) });
  const readings = await readAccounts(accounts, { ...run, pseudonym, take: row => uploads.add(row) });
  await uploads.finish();

  const failures = readings.flatMap(({ failure }) => failure ?? []);
  if (failures.length > 0) throw new AccountsNotReportedError(failures, accounts.length);
  const closing = readings.map(({ account: { accountId }, rows }) =>
    runCompletedRecord(snapshot, { accountId, rows, accounts: accounts.length }),
  );
  await ports.upload.upload(closing, end.at);
}
