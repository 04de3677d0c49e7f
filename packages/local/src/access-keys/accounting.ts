import { type AccessKeyRecord, maskAccessKeyId, rootUserName } from '@audit-bridge/access-key-records';
import type { IamAccount } from './iam-account';

/** What became of every key that the accounts hold. */
export interface Balance {
  /** Keys that the accounts hold. */
  readonly keys: number;
  /** Keys of the latest complete snapshot. */
  readonly reported: number;
  /** Keys that the snapshot does not hold as IAM tells of them: must be empty. */
  readonly missing: readonly string[];
  /** Rows of the snapshot that no key explains: must be empty. */
  readonly unexpected: readonly string[];
}

/**
 * Compares a snapshot with what the accounts were filled with, from outside the pipeline. A key must be there exactly once, with its own dates, status and use.
 *
 * @param snapshot each row of the latest complete snapshot
 */
export function balance(accounts: readonly IamAccount[], snapshot: readonly AccessKeyRecord[]): Balance {
  const open = new Map<string, number>();
  const keys = accounts.flatMap(expectedKeys);
  for (const key of keys) open.set(key, (open.get(key) ?? 0) + 1);
  const unexpected: string[] = [];
  for (const row of snapshot) {
    const key = describeRow(row);
    const left = open.get(key) ?? 0;
    if (left > 0) open.set(key, left - 1);
    else unexpected.push(key);
  }
  const missing = [...open].flatMap(([key, count]) => Array.from({ length: count }, () => key));
  return { keys: keys.length, reported: snapshot.length, missing, unexpected };
}

function expectedKeys({ accountId, rootKeys, users }: IamAccount): readonly string[] {
  const roots = Array.from({ length: rootKeys }, () => describe([accountId, rootUserName, '', 'N/A', '', '', 'N/A', 'N/A']));
  const ofUsers = users.flatMap(({ accessKeys, name }) =>
    accessKeys.map(({ createDate, id, lastUsed, status }) =>
      describe([
        accountId,
        name,
        maskAccessKeyId(id),
        status,
        createDate,
        lastUsed?.date ?? '',
        lastUsed?.region ?? 'N/A',
        lastUsed?.service ?? 'N/A',
      ]),
    ),
  );
  return [...roots, ...ofUsers];
}

const describeRow = (row: AccessKeyRecord) =>
  describe([
    row.account_number_s,
    row.user_s,
    row.AccessKeyId_s,
    row.Status_s,
    moment(row.CreateDate_t),
    moment(row.LastUsedDate_t),
    row.Region_s,
    row.ServiceName_s,
  ]);

const moment = (time: string | undefined | null) => (time ? new Date(time).toISOString() : '');

const describe = ([account, user, key, status, created, used, region, service]: readonly string[]) =>
  `${user} of ${account}, key ${key} (${status}), created ${created}, last used ${used} ${region} ${service}`;
