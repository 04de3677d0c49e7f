import type { OpenSweptKind } from '../swept-kind';
import { workgroups } from './athena';
import { buckets } from './buckets';
import { cloudFormationStacks } from './cloudformation';
import { alarms, dashboards } from './cloudwatch';
import { eventDataStores } from './event-data-stores';
import { functions } from './functions';
import { databases, jobs, securityConfigurations } from './glue';
import { keys } from './keys';
import { logGroups } from './log-groups';
import { queues } from './queues';
import { policies, roles } from './roles';
import { scheduleGroups } from './schedules';
import { streams } from './streams';
import { tables } from './tables';
import { topics } from './topics';

/** In the order of their removal: what starts work first, then who works, then what they write to; keys last, because they read what the others hold. */
export const awsKinds: readonly OpenSweptKind[] = [
  scheduleGroups,
  functions,
  jobs,
  cloudFormationStacks,
  eventDataStores,
  queues,
  streams,
  tables,
  topics,
  alarms,
  dashboards,
  workgroups,
  databases,
  securityConfigurations,
  buckets,
  policies,
  roles,
  // Without a role, nothing writes a log any more.
  logGroups,
  keys,
];

/** Types of Terraform that are parts of what is swept, and go with it. */
export const goWithOthers: ReadonlySet<string> = new Set([
  'aws_athena_named_query',
  'aws_glue_catalog_table',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_kms_key',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function_event_invoke_config',
  'aws_lambda_invocation',
  'aws_lambda_permission',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_s3_object',
  'aws_scheduler_schedule',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_policy',
  'aws_sqs_queue_redrive_allow_policy',
]);
