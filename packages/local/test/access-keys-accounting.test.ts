import { type AccessKeyRecord, accessKeyRecord, rootKeyRecord } from '@audit-bridge/access-key-records';
import { balance } from '../src/access-keys/accounting';
import { keysOf } from '../src/access-keys/iam-account';
import { sampleAccounts } from '../src/access-keys/sample-accounts';

const day = '2026-03-01';
const [own, member] = sampleAccounts(60).accounts(day);
const accounts = [own, ...(member === undefined ? [] : [member])];
const startedAt = Date.parse(`${day}T03:00:00Z`);

/** What a function that does everything right would report. */
const snapshot: readonly AccessKeyRecord[] = accounts.flatMap(({ accountId, rootKeys, users }) => {
  const common = { runId: 'run-1', attemptId: 'attempt-1', startedAt };
  const arn = `arn:aws:iam::${accountId}`;
  const ofUser = users.flatMap(({ accessKeys, name }) =>
    accessKeys.map(({ createDate, id, lastUsed, status }) =>
      accessKeyRecord(common, {
        accountId,
        userName: name,
        userArn: `${arn}:user/${name}`,
        accessKeyId: id,
        keyUid: id,
        status,
        createdAt: Date.parse(createDate),
        lastUse: {
          usedAt: lastUsed === undefined ? undefined : Date.parse(lastUsed.date),
          region: lastUsed?.region,
          serviceName: lastUsed?.service,
        },
      }),
    ),
  );
  const ofRoot = Array.from({ length: rootKeys }, (_, n) =>
    rootKeyRecord(common, { accountId, userArn: `${arn}:root`, keyUid: `root ${n}` }),
  );
  return [...ofRoot, ...ofUser];
});

describe('the accounting of access-keys', () => {
  it('finds every key of the sample exactly once', () => {
    const keys = accounts.reduce((sum, account) => sum + keysOf(account), 0);
    expect(balance(accounts, snapshot)).toEqual({ keys, reported: keys, missing: [], unexpected: [] });
  });

  it.each([
    ['a key is lacking', (rows: readonly AccessKeyRecord[]) => rows.slice(1), 1, 0],
    ['a key is there twice', (rows: readonly AccessKeyRecord[]) => [...rows, ...rows.slice(-1)], 0, 1],
    ['a key has a status of its own', withFirstUserKey({ Status_s: 'Expired' }), 1, 1],
    ['a key has the dates of another', withFirstUserKey({ CreateDate_t: '2020-01-01T00:00:00Z' }), 1, 1],
    ['a key is said to be never used', withFirstUserKey({ LastUsedDate_t: undefined }), 1, 1],
    ['a key is of another account', withFirstUserKey({ account_number_s: '999999999999' }), 1, 1],
  ])('tells when %s', (_, spoil, missing, unexpected) => {
    const told = balance(accounts, spoil(snapshot));
    expect([told.missing.length, told.unexpected.length]).toEqual([missing, unexpected]);
  });

  function withFirstUserKey(columns: Partial<AccessKeyRecord>) {
    return (rows: readonly AccessKeyRecord[]) => {
      const first = rows.findIndex(({ LastUsedDate_t }) => LastUsedDate_t !== undefined);
      return rows.map((row, index): AccessKeyRecord => (index === first ? { ...row, ...columns } : row));
    };
  }
});

describe('sampleAccounts', () => {
  it('gives the same accounts for a day, with ages in whole days at any hour of it', () => {
    expect(sampleAccounts(60).accounts(day)).toEqual(accounts);
    const dates = accounts.flatMap(({ users }) => users.flatMap(({ accessKeys }) => accessKeys.map(({ createDate }) => createDate)));
    for (const date of dates) expect(date).toMatch(/T00:00:00\.000Z$/);
  });

  it('has every kind of user', () => {
    const users = accounts.flatMap(account => account.users);
    const keys = users.flatMap(({ accessKeys }) => accessKeys);
    expect(users.some(({ accessKeys }) => accessKeys.length === 0)).toBe(true);
    expect(users.some(({ accessKeys }) => accessKeys.filter(({ status }) => status === 'Active').length === 2)).toBe(true);
    expect(keys.some(({ status }) => status === 'Inactive')).toBe(true);
    expect(keys.some(({ lastUsed }) => lastUsed === undefined)).toBe(true);
    expect(own.rootKeys).toBe(1);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
    for (const { name } of users) expect(name).toMatch(/^[\w+=,.@-]{1,64}$/);
    for (const character of '+=,.@_-') expect(users.some(({ name }) => name.includes(character))).toBe(true);
    expect(users.some(({ name }) => name.length === 64)).toBe(true);
    expect(users.some(({ path }) => path.length > 1)).toBe(true);
    expect(JSON.stringify(users.flatMap(({ tags }) => tags ?? []))).toMatch(/霧島/);
  });
});
