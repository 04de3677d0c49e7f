import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { iamPolicy } from './iam-policy';
import { exceptFromPolicies } from './policy-exceptions';
import { dataLifecycle, type Protection } from './protection';

export interface ProtectedBucketProps {
  readonly name: string;
  readonly keyArn: string;
  /** How long objects are kept, by the start of their keys. `days` absent: for ever, and only what was overwritten or deleted leaves. */
  readonly expirations: readonly { readonly id: string; readonly prefix: string; readonly days?: number }[];
  readonly protection: Protection;
}

/** Days that an overwritten or deleted object can still be brought back. */
const noncurrentDays = 30;

/** A bucket for evidence: our key, versions, TLS only, never public, no foreign owners, objects that leave after their time. */
export class ProtectedBucket extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, { name, keyArn, expirations, protection }: ProtectedBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'bucket', {
      bucket: name,
      forceDestroy: protection === 'destroyable',
      lifecycle: dataLifecycle(protection),
    });
    exceptFromPolicies(bucket, {
      CKV_AWS_18:
        "CloudTrail's data events record who read an object, with the identity; a log bucket would need one more bucket to watch.",
      CKV_AWS_144: 'What it holds can be read from the source again, or is the copy of a lake that has a Region of its own to answer for.',
      CKV2_AWS_62: 'Nothing waits for an object here: each reader looks by itself, because a notification can get lost.',
    });
    this.arn = bucket.arn;
    this.name = bucket.bucket;
    const publicAccess = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'ownership', { bucket: bucket.bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: bucket.bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn }, bucketKeyEnabled: true }],
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: bucket.bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    const lifecycle = new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.bucket,
      rule: expirations.map(({ id: ruleId, prefix, days }) => ({
        id: ruleId,
        status: 'Enabled',
        filter: [{ prefix }],
        ...(days === undefined ? {} : { expiration: [{ days }] }),
        noncurrentVersionExpiration: [{ noncurrentDays }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      })),
      // S3 refuses rules for noncurrent versions while versioning is on its way.
      dependsOn: [versioning],
    });
    exceptFromPolicies(lifecycle, {
      CKV_AWS_300: 'Each rule ends unfinished uploads below its own prefix, and every writer has a prefix with a rule.',
    });
    new S3BucketPolicy(this, 'policy', {
      bucket: bucket.bucket,
      policy: iamPolicy([
        {
          effect: 'Deny',
          principals: { AWS: '*' },
          actions: ['s3:*'],
          resources: [bucket.arn, `${bucket.arn}/*`],
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
      // S3 answers 409 to two changes of one bucket at the same moment.
      dependsOn: [publicAccess],
    });
  }
}
