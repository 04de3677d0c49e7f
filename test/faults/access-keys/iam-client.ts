import {
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { $metadata, UnknownCommandError } from '../services/sdk-answers';
import { RequestFault } from '../simulator/call';
import type { Worker } from '../simulator/worker';
import type { IamAccount, KeyLife } from './iam-account';

export interface IamClientProps {
  readonly account: IamAccount;
  /** Aborted when the run ends. */
  readonly signal: AbortSignal;
  readonly worker: Worker;
  readonly pageItems: number;
  /** Whether the last use of a key is refused at this moment. */
  readonly isDenied: (key: KeyLife) => boolean;
  /** IAM answers nothing, or gives no page of users, however often it is asked. */
  readonly isDown: (what: 'iam' | 'listing') => boolean;
  /** Told of each user that a listing shows. */
  readonly onShown: (userId: string) => void;
}

/** What the SDK's retries allow: a throttled call waits for as long as the run lasts, another failure comes back after so many attempts. */
const maxAttempts = 8;
const retryMilliseconds = 500;

/** The SDK's client of a simulated IAM: the answers of the query interface, with the errors that it names. */
export function simulatedIam(props: IamClientProps): IAMClient {
  const { account, worker } = props;
  const send = async (command: unknown) => {
    for (let attempt = 1; ; attempt++) {
      props.signal.throwIfAborted();
      try {
        return await worker.call({
          operation: `iam ${(command as object).constructor.name.replace('Command', '')}`,
          about: account.accountId,
          apply: () => answer(command, props),
          failure: fault => new RequestFault('iam', fault),
        });
      } catch (error) {
        if (!(error instanceof RequestFault)) throw error;
        if (error.fault === 'token expired') throw iamError('ExpiredToken', 'The security token included in the request is expired');
        if (error.fault !== 'throttled' && attempt === maxAttempts) throw iamError('ServiceFailure', error.message);
        await worker.clock.sleep(retryMilliseconds * worker.randomness() * attempt);
      }
    }
  };
  // The SDK's paginators take nothing but a client of their own.
  return Object.assign(Object.create(IAMClient.prototype), { send });
}

function answer(command: unknown, props: IamClientProps): object {
  const isDown = props.isDown('iam') || (command instanceof ListUsersCommand && props.isDown('listing'));
  if (isDown) throw iamError('ServiceFailure', 'The request processing has failed because of an unknown error');
  if (command instanceof ListUsersCommand) return listUsers(command, props);
  if (command instanceof ListAccessKeysCommand) return listAccessKeys(command, props);
  if (command instanceof GetAccessKeyLastUsedCommand) return lastUse(command, props);
  if (command instanceof GetAccountSummaryCommand)
    return { $metadata, SummaryMap: { AccountAccessKeysPresent: props.account.rootKeys, Users: props.account.presentUsers().length } };
  throw new UnknownCommandError(command);
}

function listUsers({ input: { Marker = '', MaxItems = 100 } }: ListUsersCommand, { account, onShown, pageItems }: IamClientProps) {
  const { isTruncated, page } = account.listUsers(Marker, Math.min(MaxItems, pageItems));
  for (const { user } of page) onShown(user.userId);
  return {
    $metadata,
    Users: page.map(({ name, user }) => ({
      UserId: user.userId,
      UserName: name,
      Arn: `arn:aws:iam::${account.accountId}:user/${name}`,
      Path: '/',
      CreateDate: new Date(user.createdAt),
    })),
    IsTruncated: isTruncated,
    ...(isTruncated && { Marker: page.at(-1)?.name }),
  };
}

function listAccessKeys({ input: { UserName } }: ListAccessKeysCommand, { account }: IamClientProps) {
  const user = account.userNamed(UserName ?? '');
  if (user === undefined) throw iamError('NoSuchEntity', `The user with name ${UserName} cannot be found.`);
  const keys = account.presentKeys(user);
  return {
    $metadata,
    AccessKeyMetadata: keys.map(({ createdAt, keyId, states }) => ({
      UserName,
      AccessKeyId: keyId,
      Status: states.at(-1)?.status,
      CreateDate: new Date(createdAt),
    })),
    IsTruncated: false,
  };
}

function lastUse({ input: { AccessKeyId } }: GetAccessKeyLastUsedCommand, { account, isDenied }: IamClientProps) {
  const key = account.keyById(AccessKeyId ?? '');
  // Of a key that is not there, IAM says at times that it must not be asked about.
  if (key === undefined || isDenied(key)) {
    const isSaidSo = key !== undefined || Number.parseInt(AccessKeyId?.slice(-1) ?? '0', 10) % 2 === 0;
    throw iamError(isSaidSo ? 'AccessDenied' : 'NoSuchEntity', `The Access Key with id ${AccessKeyId} cannot be told of`);
  }
  const usedAt = key.states.at(-1)?.usedAt;
  const used = usedAt === undefined ? { Region: 'N/A', ServiceName: 'N/A' } : { Region: 'eu-west-1', ServiceName: 's3' };
  return { $metadata, AccessKeyLastUsed: { ...used, ...(usedAt !== undefined && { LastUsedDate: new Date(usedAt) }) } };
}

function iamError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: {} });
}
