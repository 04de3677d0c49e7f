import type { ReportedAccount } from './account-reader';
import { AccountReading } from './account-reading';
import type { Reading } from './reading';
import { workConcurrently } from './work-concurrently';
import { WorkQueues } from './work-queues';

/**
 * Reads accounts side by side: `maxConcurrentCalls` are under way as long as there is anything to read, in whatever account.
 *
 * @returns how it went, for each account: one that could not be read does not stop the others
 */
export async function readAccounts(accounts: readonly ReportedAccount[], reading: Reading): Promise<readonly AccountReading[]> {
  const { maxConcurrentCalls } = reading.settings;
  const queues = new WorkQueues(maxConcurrentCalls);
  const readings = accounts.map(account => new AccountReading(account, reading, queues));
  for (const one of [...readings].reverse()) one.begin();
  await workConcurrently(maxConcurrentCalls, () => queues.take());
  return readings;
}
