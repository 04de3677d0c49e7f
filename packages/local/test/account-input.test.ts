import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountInput, isAccountInput } from '../src/access-keys/account-input';
import type { IamUser } from '../src/access-keys/iam-account';

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,' +
  'access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
  'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

const noKey = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
const row = (user: string, first: readonly string[], second: readonly string[] = noKey, arn = `arn:aws:iam::111122223333:user/${user}`) =>
  [user, arn, '2024-01-31T23:59:59+00:00', 'false', 'N/A', 'N/A', 'N/A', 'false', ...first, ...second, 'false', 'N/A', 'false', 'N/A'].join(
    ',',
  );
const rootRow = (active: string) =>
  [
    '<root_account>',
    'arn:aws:iam::111122223333:root',
    '2020-01-01T00:00:00+00:00',
    'not_supported',
    'no_information',
    'not_supported',
    'not_supported',
    'true',
    active,
    ...['N/A', 'N/A', 'N/A', 'N/A'],
    ...noKey,
    ...['false', 'N/A', 'false', 'N/A'],
  ].join(',');
const used = ['true', '2024-02-01T10:00:00+02:00', '2026-10-01T12:00:00Z', 'eu-west-1', 's3'];

const report = [
  columns,
  rootRow('true'),
  row('ann', used, ['false', '2025-05-05T05:05:05Z', 'no_information', 'N/A', 'N/A']),
  row('bob', noKey),
  row('a,b', used, noKey, 'arn:aws:iam::111122223333:user/team,1/a,b'),
  row('"c,""d"""', noKey, used, '"arn:aws:iam::111122223333:user/c,""d"""'),
].join('\n');

describe('the input of access-keys', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'account-input-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function file(name: string, content: string | object): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }
  const accountsOf = async (path: string) => (await accountInput([path])).accounts('2026-01-01');

  it.each([
    ['CSV', report],
    ['CSV with carriage returns and a byte order mark', `\ufeff${report.replaceAll('\n', '\r\n')}\r\n`],
    ["the command line's JSON", { Content: Buffer.from(report).toString('base64'), ReportFormat: 'text/csv', GeneratedTime: '2026-01-01' }],
    ['its base64 alone', Buffer.from(report).toString('base64')],
  ])('reads a credential report as %s', async (name, content) => {
    const path = await file(`${name}.report`, content);
    expect(await isAccountInput(path)).toBe(true);
    const [account] = await accountsOf(path);
    expect(account).toMatchObject({ accountId: '111122223333', rootKeys: 1 });
    expect(account.users.map((user: IamUser) => [user.name, user.path, user.accessKeys.length])).toEqual([
      ['ann', '/', 2],
      ['bob', '/', 0],
      ['a,b', '/team,1/', 1],
      ['c,"d"', '/', 1],
    ]);
    expect(account.users[0]).toMatchObject({
      createDate: '2024-01-31T23:59:59.000Z',
      accessKeys: [
        {
          status: 'Active',
          createDate: '2024-02-01T08:00:00.000Z',
          lastUsed: { date: '2026-10-01T12:00:00.000Z', region: 'eu-west-1', service: 's3' },
        },
        { status: 'Inactive', createDate: '2025-05-05T05:05:05.000Z' },
      ],
    });
    expect(account.users[0]?.accessKeys[1]).not.toHaveProperty('lastUsed');
  });

  it('gives a key the same stand-in id each time, and no two keys one', async () => {
    const [one] = await accountsOf(await file('one.csv', report));
    const [other] = await accountsOf(await file('other.csv', [columns, ...report.split('\n').slice(2).reverse()].join('\n')));
    const ids = (users: readonly IamUser[]) => users.flatMap(({ accessKeys }) => accessKeys.map(({ id }) => id)).sort();
    expect(ids(one.users)).toEqual(ids(other.users));
    expect(new Set(ids(one.users)).size).toBe(4);
    for (const id of ids(one.users)) expect(id).toMatch(/^AKIA[A-Z2-7]{16}$/);
  });

  it('reads the users of get-account-authorization-details, and says that their keys are not in it', async () => {
    const detail = {
      Path: '/team/',
      UserName: 'ann',
      Arn: 'arn:aws:iam::111122223333:user/team/ann',
      CreateDate: '2024-01-31T23:59:59+00:00',
    };
    const path = await file('details.json', { UserDetailList: [detail], GroupDetailList: [], RoleDetailList: [], Policies: [] });
    expect(await isAccountInput(path)).toBe(true);
    const source = await accountInput([path]);
    expect(source.accounts('2026-01-01')).toEqual([
      {
        accountId: '111122223333',
        rootKeys: 0,
        users: [{ name: 'ann', path: '/team/', createDate: '2024-01-31T23:59:59.000Z', accessKeys: [] }],
      },
    ]);
    expect(source.notes.join()).toContain('every answer about keys is empty');
  });

  it.each([
    ['nothing', '', /is empty\./],
    ['another table', 'name,count\nann,1\n', /is no credential report: its first line names no column user, arn/],
    ['a report without rows', columns, /without a row/],
    ['a row that is cut off', `${columns}\nann,arn:aws:iam::111122223333:user/ann`, /line 2 has 2 fields, and the report 22 columns/],
    ['two accounts', `${report}\n${row('eve', used, noKey, 'arn:aws:iam::444455556666:user/eve')}`, /holds several accounts/],
    ['an active key without a date', `${columns}\n${row('ann', ['true', 'N/A', 'N/A', 'N/A', 'N/A'])}`, /line 2 has an active key without/],
    ['a time that is none', `${columns}\n${row('ann', ['true', '01.02.2024', 'N/A', 'N/A', 'N/A'])}`, /line 2 has no time in access_key_1/],
    ['the answer of the wrong command', { State: 'COMPLETE' }, /get-credential-report gives the report/],
    ['other JSON', '[]', /is no export of IAM\./],
    ['broken JSON', '{"UserDetailList": [', /begins like JSON and is none/],
    ['an empty list of users', { UserDetailList: [] }, /nothing says which account/],
  ])('refuses %s, and names what it reads', async (_, content, message) => {
    const path = await file('refused', content);
    const refused = accountInput([path]);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(/aws iam get-credential-report/);
    await expect(refused).rejects.toThrow(path);
  });

  it('refuses two files about one account, and takes those of two', async () => {
    const paths = [await file('a.csv', report), await file('b.csv', report)];
    await expect(accountInput(paths)).rejects.toThrow('is another file about account 111122223333');
    const foreign = await file('c.csv', report.replaceAll('111122223333', '444455556666'));
    expect((await accountInput([foreign, ...paths.slice(1)])).fingerprint).toBe('accounts 111122223333 444455556666');
  });

  it('tells an export of IAM from one of the activity log', async () => {
    for (const content of ['{"time":"2026-01-01"}', '{"records":[]}', '[{"category":"Policy"}]', '']) {
      expect(await isAccountInput(await file('activity.json', content))).toBe(false);
    }
  });
});
