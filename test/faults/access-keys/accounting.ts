import { snapshotKeys } from '@audit-bridge/access-key-queries';
import type { AccessKeyRecord, ReportRecord } from '@audit-bridge/access-key-records';
import { answerKusto } from '@audit-bridge/local/kusto/answer-kusto';
import type { Violation } from '../fault-pipeline';
import type { IamAccount } from './iam-account';
import { type Attempt, findError, truthOf } from './ledger';

const tableName = 'AwsAccessKeys_CL';
/** The saved search's own text: what it selects is what people see. */
const { kusto } = snapshotKeys({ tableName, maxKeyAgeDays: 90 });

/** What the table holds at a moment, and what was so until then. */
export interface Moment {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** In the order in which they appeared. */
  readonly rows: readonly ReportRecord[];
  readonly attempts: readonly Attempt[];
  readonly accounts: readonly IamAccount[];
  /** The rows as a query with a planted bug would read them. */
  readonly asRead?: (rows: readonly ReportRecord[]) => readonly ReportRecord[];
}

/** The latest complete snapshot as the query selects it: rows by column. */
export async function selectSnapshot({ asRead = rows => rows, now, rows }: Moment): Promise<readonly AccessKeyRecord[]> {
  const { columns, rows: cells } = await answerKusto(kusto, asRead(rows), { now: new Date(now), tableName });
  // An absent time is null in an answer, and an absent text empty.
  const cellOf = (row: readonly unknown[], index: number) => row[index] ?? undefined;
  return cells.map(row => Object.fromEntries(columns.map((column, index) => [column, cellOf(row, index)])) as unknown as AccessKeyRecord);
}

/** What is wrong with what the query selects: it must be the latest attempt of which everything has appeared, and exactly the keys of that attempt. */
export async function accountForSnapshot(moment: Moment): Promise<Violation[]> {
  const selected = await selectSnapshot(moment);
  const whole = moment.attempts.filter(attempt => hasAppeared(attempt, moment));
  const latest = Math.max(...whole.map(({ startedAt }) => startedAt));
  const candidates = whole.filter(({ startedAt }) => startedAt === latest);
  const [first] = selected;
  const keys = (attempt: Attempt) => [...attempt.accepted.values()].reduce((sum, uids) => sum + uids.size, 0);
  if (first === undefined) {
    const shown = candidates.find(attempt => keys(attempt) > 0);
    return shown === undefined || candidates.some(attempt => keys(attempt) === 0)
      ? []
      : [{ what: `the query selects nothing, though all ${keys(shown)} keys of an attempt have appeared`, about: shown.attemptId }];
  }
  const attempt = candidates.find(({ attemptId }) => attemptId === first.AttemptId_s);
  if (attempt === undefined)
    return [
      {
        what: `the query selects an attempt that is not the latest whole one (${candidates[0]?.attemptId ?? 'none'})`,
        about: first.AttemptId_s,
      },
    ];
  return compare(selected, attempt, moment.accounts);
}

/** Every record of it that was accepted, and those that close all accounts. */
function hasAppeared({ accepted, attemptId, closed }: Attempt, { accounts, rows }: Moment): boolean {
  if (closed.size < accounts.length) return false;
  const own = rows.filter(row => row.AttemptId_s === attemptId);
  const appeared = new Set(own.map(row => (row.RecordType_s === 'AccessKey' ? row.KeyUid_s : `closed ${row.account_number_s}`)));
  return [...accepted].every(([accountId, uids]) => appeared.has(`closed ${accountId}`) && [...uids].every(uid => appeared.has(uid)));
}

function compare(selected: readonly AccessKeyRecord[], attempt: Attempt, accounts: readonly IamAccount[]): Violation[] {
  const truth = truthOf(accounts, attempt);
  const about = attempt.attemptId;
  const violations: Violation[] = [];
  const seen = new Set<string>();
  for (const row of selected) {
    const key = truth.get(row.KeyUid_s);
    if (row.AttemptId_s !== attempt.attemptId) violations.push({ what: `the snapshot holds a row of ${row.AttemptId_s}`, about });
    if (seen.has(row.KeyUid_s)) violations.push({ what: `the snapshot holds a key twice, of ${row.user_s}`, about });
    seen.add(row.KeyUid_s);
    const error = key === undefined ? 'there was no such key' : findError(row, key, attempt);
    if (error !== undefined) violations.push({ what: `the snapshot holds a key of ${row.user_s}: ${error}`, about });
  }
  for (const [uid, { accountId, key, mustBeThere, user }] of truth) {
    if (mustBeThere && !seen.has(uid))
      violations.push({
        what: `the snapshot lacks key ${key?.keyId ?? 'root'} of ${user?.names.at(-1)?.name ?? 'root'} in ${accountId}`,
        about,
      });
  }
  return violations;
}

/** What a run promised by ending well: every account closed, every key that was there all the time accepted. */
export function brokenPromises(attempts: readonly Attempt[], accounts: readonly IamAccount[]): Violation[] {
  return attempts.flatMap(attempt => {
    if (!attempt.hasSucceeded && attempt.closed.size === 0) return [];
    const about = attempt.attemptId;
    if (attempt.hasSucceeded && attempt.closed.size < accounts.length)
      return [{ what: `a run succeeded, and ${attempt.closed.size} of ${accounts.length} accounts are closed`, about }];
    for (const [uid, { accountId, key, mustBeThere }] of truthOf(accounts, attempt)) {
      if (mustBeThere && attempt.accepted.get(accountId)?.has(uid) !== true)
        return [{ what: `the snapshot was closed without key ${key?.keyId ?? 'root'} of account ${accountId}`, about }];
    }
    return [];
  });
}
