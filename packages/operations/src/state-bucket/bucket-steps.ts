import { project } from '@audit-bridge/naming';
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type LifecycleRule,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ifThere } from './absent';
import type { StateKey } from './state-key';
import type { StatePlace } from './state-place';
import type { StateStep } from './state-step';

/** Days that an overwritten state can still be brought back. */
const noncurrentDays = 90;
const blocked = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
const tags: Readonly<Record<string, string>> = { Project: project, Purpose: 'terraform-state' };
const tlsOnly = 'AuditBridgeTlsOnly';
const oldVersions: LifecycleRule = {
  ID: 'audit-bridge-old-versions',
  Status: 'Enabled',
  Filter: { Prefix: '' },
  NoncurrentVersionExpiration: { NoncurrentDays: noncurrentDays },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
};

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid?: string }[];
}

/** The bucket, and what it must have; what somebody else has set on it beside that stays. */
export function bucketSteps(
  s3: S3Client,
  { accountId, arnPartition, bucket: Bucket, region }: StatePlace,
  key: StateKey,
): readonly StateStep[] {
  const owner = { Bucket, ExpectedBucketOwner: accountId };
  const lifecycle = async () => (await ifThere(s3.send(new GetBucketLifecycleConfigurationCommand(owner))))?.Rules ?? [];
  const policy = async (): Promise<Policy> => {
    const { Policy: text } = (await ifThere(s3.send(new GetBucketPolicyCommand(owner)))) ?? {};
    return text === undefined ? { Version: '2012-10-17', Statement: [] } : (JSON.parse(text) as Policy);
  };
  const tagging = async () =>
    new Map(((await ifThere(s3.send(new GetBucketTaggingCommand(owner))))?.TagSet ?? []).map(({ Key, Value }) => [Key, Value]));
  return [
    {
      what: `the bucket ${Bucket} in ${region}`,
      isDone: async () => {
        const found = await ifThere(s3.send(new HeadBucketCommand(owner))).catch((error: Error) => {
          // A HEAD has no body, and so no better name.
          if (/^(403|Forbidden|301|PermanentRedirect|AccessDenied)$/.test(error.name)) throw new StateBucketTakenError(Bucket, error);
          throw error;
        });
        return found !== undefined;
      },
      make: async () => {
        // The one Region that must not be named: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
        const place =
          region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
        await s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: 'BucketOwnerEnforced', ...place }));
      },
    },
    {
      what: 'nothing of it public',
      isDone: async () => {
        const found = (await ifThere(s3.send(new GetPublicAccessBlockCommand(owner))))?.PublicAccessBlockConfiguration;
        return found !== undefined && Object.keys(blocked).every(name => found[name as keyof typeof blocked] === true);
      },
      make: async () => void (await s3.send(new PutPublicAccessBlockCommand({ ...owner, PublicAccessBlockConfiguration: blocked }))),
    },
    {
      what: 'versions of every object',
      isDone: async () => (await ifThere(s3.send(new GetBucketVersioningCommand(owner))))?.Status === 'Enabled',
      make: async () => void (await s3.send(new PutBucketVersioningCommand({ ...owner, VersioningConfiguration: { Status: 'Enabled' } }))),
    },
    {
      what: 'encryption with the key',
      isDone: async () => {
        if (!key.isKnown) return false;
        const { ServerSideEncryptionConfiguration: found } = (await ifThere(s3.send(new GetBucketEncryptionCommand(owner)))) ?? {};
        return found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID === key.arn;
      },
      make: async () => {
        const rule = {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: key.arn },
          BucketKeyEnabled: true,
        };
        await s3.send(new PutBucketEncryptionCommand({ ...owner, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
      },
    },
    {
      what: 'a policy that takes TLS alone',
      isDone: async () => (await policy()).Statement.some(({ Sid }) => Sid === tlsOnly),
      make: async () => {
        const { Statement, Version } = await policy();
        const arn = `arn:${arnPartition}:s3:::${Bucket}`;
        const statement = {
          Sid: tlsOnly,
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        };
        await s3.send(new PutBucketPolicyCommand({ ...owner, Policy: JSON.stringify({ Version, Statement: [...Statement, statement] }) }));
      },
    },
    {
      what: `old versions that leave after ${noncurrentDays} days`,
      isDone: async () => (await lifecycle()).some(({ ID, Status }) => ID === oldVersions.ID && Status === 'Enabled'),
      make: async () => {
        const others = (await lifecycle()).filter(({ ID }) => ID !== oldVersions.ID);
        await s3.send(
          new PutBucketLifecycleConfigurationCommand({ ...owner, LifecycleConfiguration: { Rules: [...others, oldVersions] } }),
        );
      },
    },
    {
      what: 'tags',
      isDone: async () => {
        const found = await tagging();
        return Object.entries(tags).every(([name, value]) => found.get(name) === value);
      },
      make: async () => {
        const all = new Map([...(await tagging()), ...Object.entries(tags)]);
        await s3.send(new PutBucketTaggingCommand({ ...owner, Tagging: { TagSet: [...all].map(([Key, Value]) => ({ Key, Value })) } }));
      },
    },
  ];
}

/** The name is somebody else's, or the bucket may not be seen. */
export class StateBucketTakenError extends Error {
  override readonly name = 'StateBucketTakenError';

  constructor(bucket: string, cause: Error) {
    super(
      `The bucket ${bucket} belongs to another account, lies in another Region, or may not be seen by who is signed in (${cause.name}). Set AUDIT_BRIDGE_STATE_BUCKET to another name, or sign in as somebody who may see it.`,
      { cause },
    );
  }
}
