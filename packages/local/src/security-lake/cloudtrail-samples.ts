import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * A few CloudTrail management events as Security Lake's own source publishes them (source version 2, OCSF 1.1.0), so that the questions over both clouds
 * have something to answer. They are samples: no account, person or address in them is real.
 *
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/cloudtrail-event-logs.html
 */
interface Sample {
  readonly operation: string;
  readonly service: string;
  readonly activity: readonly [id: number, name: string];
  readonly actor: keyof typeof actors;
  readonly resource?: string;
  readonly error?: string;
}

const accountId = '111122223333';
const region = 'eu-west-1';

const actors = {
  mara: { user: { type: 'IAMUser', name: 'mara', uid: `arn:aws:iam::${accountId}:user/mara`, credential_uid: 'AKIAIOSFODNN7EXAMPLE' } },
  deployer: {
    user: {
      type: 'AssumedRole',
      uid: `arn:aws:sts::${accountId}:assumed-role/deployer/pipeline-4711`,
      credential_uid: 'ASIAIOSFODNN7EXAMPLE',
    },
    session: { is_mfa: false, issuer: `arn:aws:iam::${accountId}:role/deployer` },
  },
  analyst: {
    user: { type: 'AssumedRole', uid: `arn:aws:sts::${accountId}:assumed-role/analyst/noor`, credential_uid: 'ASIAI44QH8DHBEXAMPLE' },
    session: { is_mfa: true, issuer: `arn:aws:iam::${accountId}:role/analyst` },
  },
  scaling: { invoked_by: 'autoscaling.amazonaws.com', user: { type: 'AWSService' } },
} as const;

const addresses: Readonly<Record<keyof typeof actors, object>> = {
  mara: { ip: '198.51.100.23' },
  deployer: { ip: '203.0.113.140' },
  analyst: { ip: '198.51.100.77' },
  scaling: { domain: 'autoscaling.amazonaws.com' },
};

const create = [1, 'Create'] as const;
const read = [2, 'Read'] as const;
const update = [3, 'Update'] as const;
const remove = [4, 'Delete'] as const;

/** The oldest first. */
const samples: readonly Sample[] = [
  { operation: 'ConsoleLogin', service: 'signin.amazonaws.com', activity: [99, 'Other'], actor: 'mara', error: 'Failed authentication' },
  { operation: 'ConsoleLogin', service: 'signin.amazonaws.com', activity: [99, 'Other'], actor: 'mara' },
  { operation: 'DescribeInstances', service: 'ec2.amazonaws.com', activity: read, actor: 'analyst' },
  { operation: 'RunInstances', service: 'ec2.amazonaws.com', activity: create, actor: 'scaling', resource: 'instance/i-0abcdef1234567890' },
  {
    operation: 'GetBucketPolicy',
    service: 's3.amazonaws.com',
    activity: read,
    actor: 'analyst',
    resource: 's3:::quillfern-archive',
    error: 'AccessDenied',
  },
  { operation: 'GetSecretValue', service: 'secretsmanager.amazonaws.com', activity: read, actor: 'analyst', error: 'AccessDenied' },
  { operation: 'PutBucketPolicy', service: 's3.amazonaws.com', activity: update, actor: 'deployer', resource: 's3:::quillfern-archive' },
  { operation: 'CreateRole', service: 'iam.amazonaws.com', activity: create, actor: 'deployer', resource: 'role/reporting' },
  { operation: 'AttachRolePolicy', service: 'iam.amazonaws.com', activity: update, actor: 'deployer', resource: 'role/reporting' },
  {
    operation: 'AddUserToGroup',
    service: 'iam.amazonaws.com',
    activity: create,
    actor: 'mara',
    resource: 'user/mara',
    error: 'AccessDenied',
  },
  { operation: 'DeleteBucket', service: 's3.amazonaws.com', activity: remove, actor: 'mara', resource: 's3:::quillfern-scratch' },
  {
    operation: 'TerminateInstances',
    service: 'ec2.amazonaws.com',
    activity: remove,
    actor: 'scaling',
    resource: 'instance/i-0abcdef1234567890',
  },
];

const columns = {
  metadata:
    'STRUCT(product STRUCT(version VARCHAR, name VARCHAR, vendor_name VARCHAR, feature STRUCT(name VARCHAR)), event_code VARCHAR, uid VARCHAR, profiles VARCHAR[], version VARCHAR)',
  time: 'BIGINT',
  time_dt: 'TIMESTAMP',
  cloud: 'STRUCT(region VARCHAR, provider VARCHAR)',
  api: 'STRUCT(response STRUCT(error VARCHAR, message VARCHAR, data VARCHAR), operation VARCHAR, version VARCHAR, service STRUCT(name VARCHAR), request STRUCT(data VARCHAR, uid VARCHAR))',
  dst_endpoint: 'STRUCT(svc_name VARCHAR)',
  actor:
    'STRUCT("user" STRUCT(type VARCHAR, name VARCHAR, uid_alt VARCHAR, uid VARCHAR, account STRUCT(uid VARCHAR), credential_uid VARCHAR), session STRUCT(created_time_dt TIMESTAMP, is_mfa BOOLEAN, issuer VARCHAR), invoked_by VARCHAR, idp STRUCT(name VARCHAR))',
  http_request: 'STRUCT(user_agent VARCHAR)',
  src_endpoint: 'STRUCT(uid VARCHAR, ip VARCHAR, "domain" VARCHAR)',
  resources: 'STRUCT(uid VARCHAR, owner STRUCT(account STRUCT(uid VARCHAR)), type VARCHAR)[]',
  class_name: 'VARCHAR',
  class_uid: 'INTEGER',
  category_name: 'VARCHAR',
  category_uid: 'INTEGER',
  severity_id: 'INTEGER',
  severity: 'VARCHAR',
  activity_name: 'VARCHAR',
  activity_id: 'INTEGER',
  type_uid: 'BIGINT',
  type_name: 'VARCHAR',
  status: 'VARCHAR',
  unmapped: 'MAP(VARCHAR, VARCHAR)',
  region: 'VARCHAR',
  accountId: 'VARCHAR',
  eventDay: 'VARCHAR',
} as const;

/** Writes the samples as partitioned parquet, each beside one of the given moments, the newest last; a folder that has them stays as it is. */
export async function writeCloudTrailSamples(connection: DuckDBConnection, folder: string, moments: readonly number[]): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const lines = join(unfinished, 'samples.jsonl');
  await writeFile(lines, samples.map((sample, index) => `${JSON.stringify(row(sample, index, momentOf(moments, index)))}\n`).join(''));
  const types = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
  const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;
  await connection.run(
    `COPY (FROM read_json(${quoted(lines)}, format = 'newline_delimited', columns = {${types.join(', ')}}))
     TO ${quoted(join(unfinished, 'parquet'))} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (region, accountId, eventDay))`,
  );
  await rename(join(unfinished, 'parquet'), folder);
  await rm(unfinished, { recursive: true });
}

/** Spread over the moments, and the last one at the last: where there are few, several share one. */
const momentOf = (moments: readonly number[], index: number): number =>
  moments[Math.floor(((index + 1) * moments.length) / samples.length) - 1] ?? moments[0] ?? 0;

function row({ operation, service, activity: [activityId, activityName], actor, resource, error }: Sample, index: number, time: number) {
  const at = new Date(time).toISOString();
  const details = { ...actors[actor].user, account: { uid: accountId } };
  return {
    metadata: {
      product: { version: '1.08', name: 'CloudTrail', vendor_name: 'AWS', feature: { name: 'Management' } },
      event_code: 'AwsApiCall',
      uid: `cccccccc-0000-4000-8000-${String(index).padStart(12, '0')}`,
      profiles: ['cloud', 'datetime'],
      version: '1.1.0',
    },
    time,
    time_dt: at.slice(0, 23).replace('T', ' '),
    cloud: { region, provider: 'AWS' },
    api: { operation, service: { name: service }, response: { error, message: error }, request: { uid: `request-${index}` } },
    dst_endpoint: { svc_name: service },
    actor: { ...actors[actor], user: details },
    http_request: { user_agent: 'sample/1.0' },
    src_endpoint: addresses[actor],
    resources: resource === undefined ? [] : [{ uid: `arn:aws:${resource}`, owner: { account: { uid: accountId } } }],
    class_name: 'API Activity',
    class_uid: 6003,
    category_name: 'Application Activity',
    category_uid: 6,
    severity_id: 1,
    severity: 'Informational',
    activity_name: activityName,
    activity_id: activityId,
    type_uid: 600300 + activityId,
    type_name: `API Activity: ${activityName}`,
    status: error === undefined ? 'Success' : 'Failure',
    unmapped: { sample: 'true' },
    region,
    accountId,
    eventDay: at.slice(0, 10).replaceAll('-', ''),
  };
}
