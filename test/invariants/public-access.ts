import { statementsOf } from './permissions';
import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, policyOf, resourcesOf } from './terraform-json';

const asText = (principal: unknown) => (typeof principal === 'string' ? principal : (JSON.stringify(principal) ?? ''));

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

    // One statement for everybody opens what every switch elsewhere keeps closed.
    it('is given by no policy: whoever is allowed something is named, or bound by a condition', () => {
      const forEverybody = statementsOf(json).filter(
        ({ Effect, Principal, Condition }) =>
          Effect === 'Allow' && /^\*$|^\{"AWS":"\*"\}$/.test(asText(Principal)) && Condition === undefined,
      );
      expect(forEverybody).toEqual([]);
      const trusts = resourcesOf(json, 'aws_iam_role').flatMap(
        ({ values }) => policyOf<{ Statement: { Principal: unknown }[] }>(values.assume_role_policy).Statement,
      );
      for (const { Principal } of trusts) expect(asText(Principal)).not.toContain('"*"');
    });

    // An address that needs no signature calls a function for anybody.
    it('is given to no function', () => {
      const types = new Set(resourcesOf(json).map(({ type }) => type));
      for (const type of ['aws_lambda_function_url', 'aws_lambda_permission', 'aws_api_gateway_rest_api', 'aws_apigatewayv2_api'])
        expect(types).not.toContain(type);
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
