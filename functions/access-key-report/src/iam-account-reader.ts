import type { KeyLastUse } from '@audit-bridge/access-key-records';
import {
  type AccessKeyMetadata,
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  type IAMClient,
  paginateListAccessKeys,
  paginateListUsers,
  type User,
} from '@aws-sdk/client-iam';
import type { AccountReader, IamUser, KeyNotTold, ListedKey } from './account-reader';
import { isAccessDenied, readRefusal } from './aws-refusal';
import { type AccountAccess, describeIamRefusal } from './iam-refusal';
import { untilRepeated } from './until-repeated';

export interface IamAccountReaderProps extends AccountAccess {
  /** One for all calls with these credentials: its rate is shared. */
  readonly client: IAMClient;
}

/** The most that IAM gives, and it may give less: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
const usersPerPage = 1_000;

export class IamAccountReader implements AccountReader {
  constructor(private readonly props: IamAccountReaderProps) {}

  async countRootKeys(): Promise<number> {
    try {
      const { SummaryMap } = await this.props.client.send(new GetAccountSummaryCommand());
      const count = SummaryMap?.AccountAccessKeysPresent;
      if (count === undefined) throw new TypeError('The answer has no AccountAccessKeysPresent.');
      return count;
    } catch (error) {
      throw this.#refused('GetAccountSummary', error);
    }
  }

  async *userPages(): AsyncGenerator<readonly IamUser[], void> {
    const { client } = this.props;
    try {
      const pages = paginateListUsers({ client, pageSize: usersPerPage }, {});
      for await (const { Users = [] } of untilRepeated(pages)) yield Users.map(readUser);
    } catch (error) {
      throw this.#refused('ListUsers', error);
    }
  }

  async listKeys(userName: string): Promise<readonly ListedKey[] | undefined> {
    const { client } = this.props;
    const keys: ListedKey[] = [];
    try {
      const pages = paginateListAccessKeys({ client }, { UserName: userName });
      for await (const { AccessKeyMetadata = [] } of untilRepeated(pages)) keys.push(...AccessKeyMetadata.map(readKey));
      return keys;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw this.#refused('ListAccessKeys', error);
    }
  }

  async readLastUse(accessKeyId: string): Promise<KeyLastUse | KeyNotTold> {
    const { client } = this.props;
    try {
      const command = new GetAccessKeyLastUsedCommand({ AccessKeyId: accessKeyId });
      const { AccessKeyLastUsed } = await client.send(command);
      // Without it "never used" would be a guess.
      if (AccessKeyLastUsed === undefined) throw new TypeError('The answer has no AccessKeyLastUsed.');
      const { LastUsedDate, Region, ServiceName } = AccessKeyLastUsed;
      return { usedAt: LastUsedDate?.getTime(), region: Region, serviceName: ServiceName };
    } catch (error) {
      const refused = this.#refused('GetAccessKeyLastUsed', error);
      if (isMissing(error) || isAccessDenied(readRefusal(error))) return { notTold: refused };
      throw refused;
    }
  }

  #refused(action: string, error: unknown) {
    return describeIamRefusal(error, action, this.props);
  }
}

const isMissing = (error: unknown) => readRefusal(error).code === 'NoSuchEntity';

function readUser({ Arn, UserId, UserName }: User): IamUser {
  if (UserId === undefined || UserName === undefined) throw new TypeError('A user without a name or an id.');
  return { userId: UserId, userName: UserName, userArn: Arn ?? '' };
}

function readKey({ AccessKeyId, CreateDate, Status }: AccessKeyMetadata): ListedKey {
  if (AccessKeyId === undefined) throw new TypeError('A key without an id.');
  return { accessKeyId: AccessKeyId, status: Status ?? '', createdAt: CreateDate?.getTime() };
}
