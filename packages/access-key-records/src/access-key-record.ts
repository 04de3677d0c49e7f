import { maskAccessKeyId } from './masked-key-id';
import { type AccessKeyRecord, rootUserName } from './records';
import { type Snapshot, snapshotColumns, utcTime } from './snapshot';
import { wholeDays } from './whole-days';

/** What IAM says where there is nothing to say. */
const notAvailable = 'N/A';

/** A key as IAM tells of it. */
export interface AccessKey {
  readonly accountId: string;
  readonly userName: string;
  /** With its path. */
  readonly userArn: string;
  readonly accessKeyId: string;
  /** The keyed hash of its id. */
  readonly keyUid: string;
  /** Active, Inactive or Expired. */
  readonly status: string;
  /** Milliseconds since 1970 UTC; undefined where IAM does not say. */
  readonly createdAt: number | undefined;
  readonly lastUse: KeyLastUse;
}

export interface KeyLastUse {
  /** Milliseconds since 1970 UTC; undefined: never, as far as IAM knows (it began to note uses in April 2015). */
  readonly usedAt: number | undefined;
  readonly region: string | undefined;
  readonly serviceName: string | undefined;
}

/** One of the root user's keys: that it exists is all that can be read. */
export interface RootKey {
  readonly accountId: string;
  readonly userArn: string;
  readonly keyUid: string;
}

export function accessKeyRecord(snapshot: Snapshot, key: AccessKey): AccessKeyRecord {
  const { createdAt, lastUse } = key;
  const { usedAt } = lastUse;
  return {
    ...snapshotColumns(snapshot, key.accountId),
    RecordType_s: 'AccessKey',
    user_s: key.userName,
    UserArn_s: key.userArn,
    IsRoot_b: false,
    AccessKeyId_s: maskAccessKeyId(key.accessKeyId),
    KeyUid_s: key.keyUid,
    Status_s: key.status,
    ...(createdAt !== undefined && { CreateDate_t: utcTime(createdAt), KeyAgeDays_d: wholeDays(createdAt, snapshot.startedAt) }),
    ...(usedAt !== undefined && { LastUsedDate_t: utcTime(usedAt), DaysSinceLastUse_d: wholeDays(usedAt, snapshot.startedAt) }),
    NeverUsed_b: usedAt === undefined,
    Region_s: lastUse.region || notAvailable,
    ServiceName_s: lastUse.serviceName || notAvailable,
  };
}

export function rootKeyRecord(snapshot: Snapshot, { accountId, keyUid, userArn }: RootKey): AccessKeyRecord {
  return {
    ...snapshotColumns(snapshot, accountId),
    RecordType_s: 'AccessKey',
    user_s: rootUserName,
    UserArn_s: userArn,
    IsRoot_b: true,
    AccessKeyId_s: '',
    KeyUid_s: keyUid,
    Status_s: notAvailable,
    Region_s: notAvailable,
    ServiceName_s: notAvailable,
  };
}
