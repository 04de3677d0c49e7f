/** The wire format of IAM's answers: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html#API_ListUsers_Examples */
export interface AnsweredUser {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  /** Tags that IAM may show beside a user, in any script. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface AnsweredKey {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
}

export interface AnsweredLastUse {
  readonly usedAt?: string;
  readonly region: string;
  readonly serviceName: string;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const element = (name: string, content: string) => `<${name}>${content}</${name}>`;

const answer = (action: string, result: string) =>
  `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ResponseMetadata></${action}Response>`;

const page = (list: string, members: readonly string[], marker: string | undefined) =>
  [
    element('IsTruncated', String(marker !== undefined)),
    ...(marker === undefined ? [] : [element('Marker', escaped(marker))]),
    element(list, members.map(member => element('member', member)).join('')),
  ].join('');

export function listUsersAnswer(users: readonly AnsweredUser[], marker?: string): string {
  const members = users.map(({ arn, id, name, tags = {} }) =>
    [
      element('UserName', escaped(name)),
      element('UserId', id),
      element('Path', '/'),
      element('Arn', escaped(arn)),
      element('CreateDate', '2019-12-31T12:00:00Z'),
      ...Object.entries(tags).map(([key, value]) =>
        element('Tags', element('member', element('Key', escaped(key)) + element('Value', escaped(value)))),
      ),
    ].join(''),
  );
  return answer('ListUsers', page('Users', members, marker));
}

export function listAccessKeysAnswer(userName: string, keys: readonly AnsweredKey[], marker?: string): string {
  const members = keys.map(({ createdAt, id, status }) =>
    [element('UserName', escaped(userName)), element('AccessKeyId', id), element('Status', status), element('CreateDate', createdAt)].join(
      '',
    ),
  );
  return answer('ListAccessKeys', page('AccessKeyMetadata', members, marker));
}

export function lastUsedAnswer(userName: string, { region, serviceName, usedAt }: AnsweredLastUse): string {
  const use = [
    ...(usedAt === undefined ? [] : [element('LastUsedDate', usedAt)]),
    element('ServiceName', serviceName),
    element('Region', region),
  ].join('');
  return answer('GetAccessKeyLastUsed', element('UserName', escaped(userName)) + element('AccessKeyLastUsed', use));
}

export function accountSummaryAnswer(rootKeys: number): string {
  const entry = (key: string, value: number) => element('entry', element('key', key) + element('value', String(value)));
  return answer('GetAccountSummary', element('SummaryMap', entry('Users', 31) + entry('AccountAccessKeysPresent', rootKeys)));
}

export const assumeRoleAnswer = (accessKeyId: string) =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

export const errorAnswer = (code: string, message: string) =>
  `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>11f98a41-eeab-11ef-8d4e-EXAMPLE</RequestId></ErrorResponse>`;
