import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, resourcesOf } from './terraform-json';

export function publicAccessInvariants({ id, json, environment }: SynthesizedStack): void {
  describe(`public access to ${id}`, () => {
    // A bucket policy or an object's ACL can open a bucket later; these four switches override both.
    it('is blocked in all four ways at every bucket, whose owner alone owns its objects', () => {
      for (const bucket of resourcesOf(json, 'aws_s3_bucket')) {
        const block = resourcesOf(json, 'aws_s3_bucket_public_access_block').find(({ values }) => isReferenceTo(values.bucket, bucket));
        expect(block?.values).toMatchObject({
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        });
        const ownership = resourcesOf(json, 'aws_s3_bucket_ownership_controls').find(({ values }) => isReferenceTo(values.bucket, bucket));
        expect(ownership?.values.rule).toEqual({ object_ownership: 'BucketOwnerEnforced' });
      }
    });

    // A shared key opens the whole account to whoever finds it, and cannot be told from any other holder.
    it('is off at the storage account, with its shared keys, outside of secret mode', () => {
      const secretMode = environment.pipelines.cloudtrailLake?.authentication.kind === 'connection-string';
      for (const { values } of resourcesOf(json, 'azurerm_storage_account')) {
        expect(values).toMatchObject({
          allow_nested_items_to_be_public: false,
          shared_access_key_enabled: secretMode,
          local_user_enabled: false,
          cross_tenant_replication_enabled: false,
        });
      }
      for (const { values } of resourcesOf(json, 'azurerm_storage_container')) expect(values.container_access_type).toBe('private');
    });
  });
}
