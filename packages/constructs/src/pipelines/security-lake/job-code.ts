import { basename } from 'node:path';
import type { GlueScriptArtifact } from '@audit-bridge/bundling';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { ProtectedBucket } from '../../building-blocks/protected-bucket';
import { scriptsPrefix } from './job-places';

export interface JobCodeProps {
  readonly artifact: GlueScriptArtifact;
  readonly bucket: ProtectedBucket;
  readonly keyArn: string;
}

/**
 * The job's script and its package in the work bucket. Their keys hold their hashes: other code is another place, so that the job's definition changes
 * with it, a run goes on with the code that it began with, and the supervisor sees the difference.
 */
export class JobCode extends Construct {
  readonly scriptLocation: string;
  readonly packageLocation: string;

  constructor(scope: Construct, id: string, { artifact, bucket, keyArn }: JobCodeProps) {
    super(scope, id);
    const put = (objectId: string, path: string, sha256: string): string => {
      const asset = new TerraformAsset(this, `${objectId}-file`, { path, type: AssetType.FILE, assetHash: sha256 });
      const object = new S3Object(this, objectId, {
        bucket: bucket.name,
        key: `${scriptsPrefix}${sha256}/${basename(path)}`,
        source: asset.path,
        serverSideEncryption: 'aws:kms',
        kmsKeyId: keyArn,
        bucketKeyEnabled: true,
        // An object takes ten tags, a stack may have more.
        overrideProvider: { defaultTags: { tags: {} } },
        // The old code stays until the job has been changed and its supervisor called: a worker that joins the old run still loads it.
        lifecycle: { createBeforeDestroy: true },
      });
      return `s3://${bucket.name}/${object.key}`;
    };
    this.scriptLocation = put('script', artifact.scriptPath, artifact.scriptSha256);
    this.packageLocation = put('package', artifact.packagePath, artifact.packageSha256);
  }
}
