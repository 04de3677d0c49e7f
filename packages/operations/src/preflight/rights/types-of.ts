import type { Environment } from '@audit-bridge/config';

/** In every pipeline's stack. */
const everywhere = [
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_log_group',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_kms_alias',
  'aws_kms_key',
  'aws_lambda_function',
  'aws_lambda_function_event_invoke_config',
  'aws_scheduler_schedule',
  'aws_scheduler_schedule_group',
  'aws_sqs_queue',
];

const alarms = ['aws_cloudwatch_metric_alarm', 'aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription'];

const bucket = [
  'aws_s3_bucket',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
];

const catalog = ['aws_athena_workgroup', 'aws_glue_catalog_database', 'aws_glue_catalog_table'];

/** The types of what a deploy makes in AWS, as Terraform names them. A test compares them with the synthesized stacks. */
export function awsTypesOf({ alarms: { noAlarms }, pipelines: { cloudtrailLake, securityLake } }: Environment): readonly string[] {
  const lake = securityLake?.lake;
  const store = cloudtrailLake?.destination;
  return [
    ...new Set([
      ...everywhere,
      ...(noAlarms ? [] : alarms),
      ...(cloudtrailLake === undefined ? [] : ['aws_dynamodb_table', 'aws_lambda_event_source_mapping', ...bucket]),
      ...(store?.kind === 'cloudwatch-logs' ? catalog : []),
      ...(store?.kind === 'cloudtrail-lake' && store.eventDataStore.kind === 'created' ? ['aws_cloudtrail_event_data_store'] : []),
      ...(store?.kind === 'cloudtrail-lake' && store.channel.kind === 'created' ? ['aws_cloudformation_stack'] : []),
      ...(securityLake === undefined
        ? []
        : [
            ...bucket,
            ...catalog,
            'aws_athena_named_query',
            'aws_glue_job',
            'aws_glue_security_configuration',
            'aws_iam_policy',
            'aws_kinesis_stream',
            'aws_lambda_invocation',
            'aws_s3_object',
          ]),
      ...(lake?.kind === 'security-lake' ? ['aws_securitylake_custom_log_source'] : []),
      ...(lake?.kind === 'security-lake' && lake.cloudTrailSource === 'created' ? ['aws_securitylake_aws_log_source'] : []),
      ...(lake?.kind === 'security-lake' && lake.dataLake.kind === 'created'
        ? ['aws_securitylake_data_lake', 'aws_iam_role_policy_attachment']
        : []),
      ...(lake?.kind === 'security-lake' && lake.readerRoleArns.length > 0
        ? ['aws_lakeformation_permissions', 'aws_iam_role_policy_attachment']
        : []),
    ]),
  ].sort();
}
