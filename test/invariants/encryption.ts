import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, policyOf, resourcesOf, type Values } from './terraform-json';

interface BucketRule {
  readonly apply_server_side_encryption_by_default: { readonly kms_master_key_id: string };
}

/** Where each type names the key that encrypts it. */
const keyOf: Readonly<Record<string, (values: Values) => unknown>> = {
  aws_cloudtrail_event_data_store: values => values.kms_key_id,
  aws_cloudwatch_log_group: values => values.kms_key_id,
  aws_dynamodb_table: values => (values.server_side_encryption as Values).kms_key_arn,
  aws_glue_security_configuration: values =>
    ((values.encryption_configuration as Values).s3_encryption as { readonly kms_key_arn: string }).kms_key_arn,
  aws_kinesis_stream: values => values.kms_key_id,
  aws_lambda_function: values => values.kms_key_arn,
  aws_securitylake_data_lake: values =>
    (values.configuration as { readonly encryption_configuration: readonly { readonly kms_key_id: string }[] }[])[0]
      ?.encryption_configuration[0]?.kms_key_id,
  aws_s3_object: values => values.kms_key_id,
  aws_s3_bucket_server_side_encryption_configuration: values =>
    (values.rule as BucketRule[])[0]?.apply_server_side_encryption_by_default.kms_master_key_id,
  aws_sns_topic: values => values.kms_master_key_id,
  aws_sqs_queue: values => values.kms_master_key_id,
};

/** Types that keep nothing of their own, or only what is public in the account: names, rules, rights, graphs. */
const keepsNothing: ReadonlySet<string> = new Set([
  'aws_athena_named_query',
  'aws_athena_workgroup',
  'aws_cloudformation_stack',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_metric_alarm',
  'aws_glue_catalog_database',
  'aws_glue_catalog_table',
  'aws_glue_job',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_kms_alias',
  'aws_kms_key',
  'aws_lakeformation_permissions',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function_event_invoke_config',
  'aws_lambda_invocation',
  // Its objects are encrypted by its configuration, which stands in the other list.
  'aws_s3_bucket',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_versioning',
  'aws_scheduler_schedule',
  'aws_scheduler_schedule_group',
  'aws_securitylake_aws_log_source',
  'aws_securitylake_custom_log_source',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
]);

interface Policy {
  readonly Statement: readonly { readonly Effect: string; readonly Condition?: Readonly<Record<string, unknown>> }[];
}

export function encryptionInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`encryption of ${id}`, () => {
    // Audit data and the state of its delivery are read by whoever may use this key, and by nobody else.
    it("uses the pipeline's own key for everything that keeps something", () => {
      for (const [type, read] of Object.entries(keyOf)) {
        for (const { values } of resourcesOf(json, type)) expect(read(values)).toMatch(/^\$\{aws_kms_key\./);
      }
    });

    // A new kind of store would otherwise be forgotten here, and encrypted with nobody's key.
    it('is decided for every type of AWS that there is', () => {
      const types = new Set(resourcesOf(json).map(({ type }) => type));
      const undecided = [...types].filter(type => type.startsWith('aws_') && keyOf[type] === undefined && !keepsNothing.has(type));
      expect(undecided).toEqual([]);
    });

    it('rotates the key, and leaves days to take its destruction back, 30 where data is protected', () => {
      for (const { values } of resourcesOf(json, 'aws_kms_key')) {
        expect(values.deletion_window_in_days).toBe(environment.protection === 'protected' ? 30 : 7);
        // A pseudonym is a hash with its key: another key would change all of them.
        expect(values.enable_key_rotation).toBe(values.key_usage === 'GENERATE_VERIFY_MAC' ? undefined : true);
      }
    });

    // Whoever may use it can try out which pseudonym a key id has, so that an account's broad permissions must not be enough.
    it('denies the key of pseudonyms to everybody but the role of the one function', () => {
      const macKeys = resourcesOf(json, 'aws_kms_key').filter(({ values }) => values.key_usage === 'GENERATE_VERIFY_MAC');
      expect(macKeys).toHaveLength(pipeline === 'access-keys' ? 1 : 0);
      for (const { values } of macKeys) {
        const [lambda] = resourcesOf(json, 'aws_lambda_function');
        const role = resourcesOf(json, 'aws_iam_role').find(candidate => isReferenceTo(lambda?.values.role, candidate));
        const roleArn = `arn:aws:iam::${environment.aws.accountId}:role/${role?.values.name}`;
        expect(policyOf<Policy>(values.policy).Statement).toContainEqual(
          expect.objectContaining({ Effect: 'Deny', Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } } }),
        );
      }
    });

    // Encryption at rest is worth nothing to a record that crossed the network in the clear.
    it('refuses plain HTTP at every queue and every bucket', () => {
      const buckets = resourcesOf(json, 'aws_s3_bucket_policy');
      expect(buckets).toHaveLength(resourcesOf(json, 'aws_s3_bucket').length);
      for (const { values } of [...buckets, ...resourcesOf(json, 'aws_sqs_queue')]) {
        expect(policyOf<Policy>(values.policy).Statement).toContainEqual(
          expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        );
      }
    });

    it('lets nobody in without TLS 1.2 at the storage account', () => {
      for (const { values } of resourcesOf(json, 'azurerm_storage_account')) {
        expect(values).toMatchObject({
          min_tls_version: 'TLS1_2',
          https_traffic_only_enabled: true,
          infrastructure_encryption_enabled: true,
        });
      }
    });
  });
}
