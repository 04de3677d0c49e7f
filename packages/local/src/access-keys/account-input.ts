import { inputChunks } from '../input/input-chunks';
import { accountForms, UnusableAccountInputError } from './account-input-error';
import { readAuthorizationDetails } from './authorization-details';
import { readCredentialReport } from './credential-report';
import type { AccountSource, IamAccount } from './iam-account';

/** `user,arn,` as it stands at the beginning of a report's base64. */
const reportInBase64 = /^\s*dXNlcixhcm4s/;
const headCharacters = 65_536;

/** Whether a file is meant for this pipeline: told by how it begins. @throws {InputError} when it cannot be read */
export async function isAccountInput(path: string): Promise<boolean> {
  let head = '';
  for await (const chunk of inputChunks(path)) {
    head += chunk.toString('latin1');
    if (head.length >= headCharacters) break;
  }
  const isReport = /^\s*"?user"?,"?arn"?,/.test(head) || reportInBase64.test(head);
  return (
    isReport || (/^\s*\{/.test(head) && /"(ReportFormat|UserDetailList|RoleDetailList|GroupDetailList)"|^\s*\{\s*"Content"/.test(head))
  );
}

/**
 * The accounts of a person's own exports of IAM, one a file.
 *
 * @throws {InputError} when a file cannot be used
 */
export async function accountInput(paths: readonly string[]): Promise<AccountSource> {
  const accounts: IamAccount[] = [];
  const notes = new Set<string>();
  for (const path of paths) {
    const { account, note } = await readAccount(path);
    if (accounts.some(({ accountId }) => accountId === account.accountId))
      throw new UnusableAccountInputError(path, `is another file about account ${account.accountId}: give one of each account.`);
    accounts.push(account);
    notes.add(note);
  }
  const [first, ...others] = accounts;
  if (first === undefined) throw new RangeError('There is no file.');
  const accountIds = accounts.map(({ accountId }) => accountId).sort();
  return {
    description: `${paths.length === 1 ? paths[0] : `${paths.length} files`} of ${accountIds.length === 1 ? 'account' : 'accounts'} ${accountIds.join(', ')}`,
    fingerprint: `accounts ${accountIds.join(' ')}`,
    notes: [...notes],
    accounts: () => [first, ...others],
  };
}

interface ReadAccount {
  readonly account: IamAccount;
  /** What a reader of the answers has to know. */
  readonly note: string;
}

async function readAccount(path: string): Promise<ReadAccount> {
  const chunks: Buffer[] = [];
  for await (const chunk of inputChunks(path, accountForms)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (text.trim() === '') throw new UnusableAccountInputError(path, 'is empty.');
  if (reportInBase64.test(text)) return report(Buffer.from(text, 'base64').toString(), path);
  if (!/^\s*[[{]/.test(text)) return report(text, path);
  const document = parse(text, path);
  if (typeof document.Content === 'string') return report(Buffer.from(document.Content, 'base64').toString(), path);
  if (document.UserDetailList !== undefined) return { account: readAuthorizationDetails(document, path), note: noteOfDetails };
  const isRequest = document.State !== undefined;
  throw new UnusableAccountInputError(
    path,
    isRequest ? 'is the answer of generate-credential-report: get-credential-report gives the report.' : 'is no export of IAM.',
  );
}

const report = (csv: string, path: string): ReadAccount => ({ account: readCredentialReport(csv, path), note: noteOfReport });

function parse(text: string, path: string): { readonly Content?: unknown; readonly UserDetailList?: unknown; readonly State?: unknown } {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null) return document;
  } catch {
    // Told below.
  }
  throw new UnusableAccountInputError(path, 'begins like JSON and is none.');
}

const noteOfReport =
  "A credential report holds no key ids: the ids shown are stand-ins, the same for the same key. A key's creation is the report's last_rotated, " +
  'which is later when its status was changed since.';
const noteOfDetails =
  'get-account-authorization-details holds users and no access keys: the run shows that every user is read, and every answer about keys is empty. ' +
  'Give a credential report for answers.';
