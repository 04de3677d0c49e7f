import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportRecord } from '@audit-bridge/access-key-records';
import { keysOf } from '../src/access-keys/iam-account';
import { sampleAccounts } from '../src/access-keys/sample-accounts';
import { localCommand } from './local-command';

/** A machine that other tests keep busy. */
const runTimeout = 240_000;
const users = 24;

describe('npx pnpm local access-keys', () => {
  const local = localCommand();
  const figures = async () => JSON.parse(await readFile(join(local.folder, 'report.json'), 'utf8'))['access-keys'];
  const rows = async (): Promise<readonly ReportRecord[]> =>
    (await readFile(join(local.folder, 'access-keys/rows.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
  /** What the run answers: all but the figures and the health of the runs themselves. */
  const answers = (text: string) => text.slice(text.indexOf('\nAccess keys older than'), text.indexOf('\nHealth of the latest runs'));

  it(
    'reports every key of the sample, and changes no answer the second time, whichever way the report takes',
    async () => {
      const accounts = sampleAccounts(users).accounts(new Date().toISOString().slice(0, 10));
      const keys = accounts.reduce((sum, account) => sum + keysOf(account), 0);
      const first = await local.run('access-keys', '--users', String(users));
      expect(first).toMatchObject({ exitCode: 0, text: expect.stringMatching(new RegExp(`in the latest snapshot +${keys}\n`)) });
      expect(await figures()).toMatchObject({ accounts: 2, users, keys, reported: keys, missing: [], unexpected: [], droppedMembers: [] });
      const firstRows = await rows();
      expect(firstRows).toHaveLength(keys + accounts.length);
      const age = (date: string) => (Date.now() - Date.parse(date)) / 86_400_000;
      const old = accounts.flatMap(account => account.users.flatMap(user => user.accessKeys.filter(key => age(key.createDate) > 90)));
      const [, table = ''] = /\nAccess keys older than 90 days\n([\s\S]*?)\n\n/.exec(first.text) ?? [];
      const [, more = '0'] = /and (\d+) more/.exec(table) ?? [];
      expect(table.match(/AKIA\.\.\./g)?.length).toBe(old.length - Number(more));

      const second = await local.run('access-keys', '--users', String(users), '--transport', 'data-collector');
      expect(second).toMatchObject({ exitCode: 0 });
      expect(answers(second.text)).toBe(answers(first.text));
      expect(answers(first.text)).toContain('\nAccess keys by month of creation\n');
      expect(await figures()).toMatchObject({ keys, reported: keys, newRows: firstRows.length, rows: 2 * firstRows.length });
      const hashes = (records: readonly ReportRecord[]) => new Set(records.map(record => ('KeyUid_s' in record ? record.KeyUid_s : '')));
      expect(hashes(await rows())).toEqual(hashes(firstRows));
      // The organization has a third account, which is closed: no key of it could be used.
      const log = await readFile(join(local.folder, 'access-keys/functions.log'), 'utf8');
      expect(log).toMatch(/"UncoveredAccounts":0\b/);
      expect(log).toMatch(/"CoverageChecks":1\b/);
      // No key id leaves the function, neither into the table nor into its log.
      for (const file of ['rows.jsonl', 'functions.log'])
        expect(await readFile(join(local.folder, 'access-keys', file), 'utf8')).not.toMatch(/AKIA[A-Z2-7]{16}/);
    },
    2 * runTimeout,
  );

  it(
    "answers for a person's own exports, and shows a report of another week as a change",
    async () => {
      const row = (user: string, active: string, created: string, used: string) =>
        `${user},arn:aws:iam::111122223333:user/${user},2020-01-01T00:00:00+00:00,${active},${created},${used},eu-west-1,s3,false,N/A,N/A,N/A,N/A`;
      const slot = (n: number) =>
        ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(name => `access_key_${n}_${name}`);
      const head = ['user', 'arn', 'user_creation_time', ...slot(1), ...slot(2)].join(',');
      const paths = [join(local.folder, 'report.export'), join(local.folder, 'details.json')] as const;
      const UserDetailList = [{ UserName: 'ann', Arn: 'arn:aws:iam::444455556666:user/ann', CreateDate: '2024-01-31T23:59:59+00:00' }];
      await writeFile(paths[1], JSON.stringify({ UserDetailList, GroupDetailList: [] }));
      const run = async (...lines: readonly string[]) => {
        const Content = Buffer.from([head, ...lines].join('\n')).toString('base64');
        await writeFile(paths[0], JSON.stringify({ Content, ReportFormat: 'text/csv' }));
        return local.run('access-keys', '--input', ...paths);
      };
      const old = row('old', 'true', '2021-01-01T00:00:00+00:00', 'N/A');
      const gone = row('gone', 'false', '2022-02-02T00:00:00+00:00', '2025-01-01T00:00:00+00:00');
      const first = await run(old, gone);
      expect(first).toMatchObject({ exitCode: 0, text: expect.stringMatching(/older than 90 days\n.*\n.*\n.* old .*\n.* gone /) });
      expect(first.text).toContain('the ids shown are stand-ins');
      expect(first.text).toContain('get-account-authorization-details holds users and no access keys');
      expect(await figures()).toMatchObject({ accounts: 2, users: 3, keys: 2, reported: 2, newRows: 4 });
      const second = await run(old);
      expect(second).toMatchObject({
        exitCode: 0,
        text: expect.stringMatching(/What changed since the last snapshot\n.*\n.*\n.*emoved.* gone /),
      });
    },
    2 * runTimeout,
  );

  it('refuses a file that no chosen pipeline reads', async () => {
    const report = join(local.folder, 'report.csv');
    await writeFile(report, 'user,arn,user_creation_time\n');
    const refused = await local.run('security-lake', '--input', report);
    expect(refused).toMatchObject({ exitCode: 1, text: expect.stringContaining('is an export of IAM, which access-keys reads') });
    await writeFile(report, '{"time":"2026-01-01"}');
    const foreign = await local.run('access-keys', '--input', report);
    expect(foreign).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('access-keys reads what `aws iam get-credential-report` prints'),
    });
  });
});
