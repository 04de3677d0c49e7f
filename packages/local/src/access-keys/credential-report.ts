import { createHash } from 'node:crypto';
import { rootUserName } from '@audit-bridge/access-key-records';
import { UnusableAccountInputError } from './account-input-error';
import { readArn } from './account-of-arn';
import { csvRows } from './csv-rows';
import type { IamAccessKey, IamAccount, IamUser } from './iam-account';
import { onlyAccount } from './only-account';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html#id_credentials_understanding_the_report_format */
const neededColumns = ['user', 'arn', 'user_creation_time', 'access_key_1_active', 'access_key_1_last_rotated', 'access_key_2_active'];

/** What stands where there is nothing. */
const nothing = new Set(['', 'N/A', 'no_information', 'not_supported']);

/**
 * An account from its credential report.
 *
 * @param path for messages
 * @throws {UnusableAccountInputError}
 */
export function readCredentialReport(csv: string, path: string): IamAccount {
  const [head, ...rows] = csvRows(csv);
  const missing = neededColumns.filter(name => head?.fields.includes(name) !== true);
  if (head === undefined || missing.length > 0)
    throw new UnusableAccountInputError(path, `is no credential report: its first line names no column ${missing.join(', ')}.`);
  const accountIds = new Set<string>();
  const users: IamUser[] = [];
  let rootKeys = 0;
  for (const { line, fields } of rows) {
    const row = new ReportRow(path, line, head.fields, fields);
    accountIds.add(row.accountId);
    if (row.name === rootUserName) rootKeys += row.keyCount;
    else users.push(row.user());
  }
  return { accountId: onlyAccount(accountIds, path, 'is a credential report without a row.'), rootKeys, users };
}

class ReportRow {
  readonly name: string;
  readonly accountId: string;
  readonly #path: string;
  readonly #arn: string;
  readonly #values: ReadonlyMap<string, string>;

  constructor(
    private readonly file: string,
    private readonly line: number,
    columns: readonly string[],
    fields: readonly string[],
  ) {
    const whole = joinNames(fields, columns.length);
    if (whole === undefined) this.#fail(`has ${fields.length} fields, and the report ${columns.length} columns`);
    this.#values = new Map(columns.map((column, index) => [column, whole[index] ?? '']));
    this.name = this.#value('user');
    this.#arn = this.#value('arn');
    const arn = readArn(this.#arn);
    if (arn === undefined) this.#fail(`has no ARN of IAM: ${this.#arn}`);
    this.accountId = arn.accountId;
    this.#path = arn.path;
  }

  get keyCount(): number {
    return this.#slots().length;
  }

  user(): IamUser {
    const createDate = this.#time('user_creation_time');
    if (createDate === undefined) this.#fail('has no user_creation_time');
    return { name: this.name, path: this.#path, createDate, accessKeys: this.#slots().map(slot => this.#key(slot)) };
  }

  /** A key that is inactive and was never changed by anybody is told from no key by its date alone. */
  #slots(): readonly number[] {
    const isThere = (slot: number) =>
      this.#value(`access_key_${slot}_active`) === 'true' || !nothing.has(this.#value(`access_key_${slot}_last_rotated`));
    return [1, 2].filter(isThere);
  }

  #key(slot: number): IamAccessKey {
    const column = (name: string) => `access_key_${slot}_${name}`;
    const createDate = this.#time(column('last_rotated'));
    if (createDate === undefined) this.#fail(`has an active key without ${column('last_rotated')}`);
    const date = this.#time(column('last_used_date'));
    const told = (name: string) => (nothing.has(this.#value(name)) ? 'N/A' : this.#value(name));
    return {
      id: standInKeyId(`${this.#arn} ${slot} ${createDate}`),
      status: this.#value(column('active')) === 'true' ? 'Active' : 'Inactive',
      createDate,
      ...(date === undefined
        ? {}
        : { lastUsed: { date, region: told(column('last_used_region')), service: told(column('last_used_service')) } }),
    };
  }

  #value(column: string): string {
    return this.#values.get(column) ?? '';
  }

  #time(column: string): string | undefined {
    const text = this.#value(column);
    if (nothing.has(text)) return undefined;
    const milliseconds = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(milliseconds)) this.#fail(`has no time in ${column}: ${text}`);
    return new Date(milliseconds).toISOString();
  }

  #fail(finding: string): never {
    throw new UnusableAccountInputError(this.file, `line ${this.line} ${finding}.`);
  }
}

/** A name may hold commas, and the report does not promise to quote it: the ARN, which ends with it, says where it ends. */
function joinNames(fields: readonly string[], columnCount: number): readonly string[] | undefined {
  const extra = fields.length - columnCount;
  for (let inName = 0; inName <= extra; inName++) {
    const name = fields.slice(0, inName + 1).join(',');
    const arn = fields.slice(inName + 1, extra + 2).join(',');
    if (extra === 0 || arn.endsWith(`/${name}`)) return [name, arn, ...fields.slice(extra + 2)];
  }
  return undefined;
}

const keyIdCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The report tells no key ids: the same key gets the same stand-in, which looks like one. */
function standInKeyId(key: string): string {
  const digest = createHash('sha256').update(key).digest().subarray(0, 16);
  return `AKIA${[...digest].map(byte => keyIdCharacters[byte % 32]).join('')}`;
}
