import { type EnvironmentInput, parseEnvironment } from '@audit-bridge/config';
import { testAccountId, testRegion } from '@audit-bridge/local/emulators/test-account';
import { Names, operatedNames } from '@audit-bridge/naming';
import type { CloudProgram, PlannedResource, PlannedStack } from '@audit-bridge/operations/sandbox/cloud-program';
import { sandboxOf } from '@audit-bridge/stacks/environments/sandbox';

export const subscriptionId = '33333333-3333-4333-8333-333333333333';
export const tenantId = '22222222-2222-4222-8222-222222222222';
export const stateBucket = 'audit-bridge-states';

const issuerUrl = 'https://1b4e28ba.tokens.sts.global.api.aws';

/** The shipped sandbox in the emulators' account, with its states in a bucket there. */
export function sandboxInput(owner: string): EnvironmentInput {
  const { accessKeys, cloudtrailLake, securityLake } = sandboxOf(owner).pipelines;
  if (accessKeys === undefined || cloudtrailLake === undefined) throw new Error('The sandbox lacks a pipeline.');
  return {
    ...sandboxOf(owner),
    aws: { accountId: testAccountId, region: testRegion },
    azure: { ...sandboxOf(owner).azure, tenantId, subscriptionId, subscriptionIds: [subscriptionId] },
    pipelines: {
      securityLake,
      cloudtrailLake: { ...cloudtrailLake, authentication: { kind: 'web-identity', issuerUrl } },
      accessKeys: { ...accessKeys, transport: { kind: 'logs-ingestion', issuerUrl } },
    },
    state: {
      kind: 's3',
      bucket: stateBucket,
      region: testRegion,
      kmsKeyArn: `arn:aws:kms:${testRegion}:${testAccountId}:key/1b4e28ba-2fa1-11d2-883f-0016d3cca427`,
    },
  };
}

export const environmentOf = (owner: string) => parseEnvironment(sandboxInput(owner));

export const namesOf = (owner: string) => Names.ofEnvironment(environmentOf(owner));

/** A few resources of each kind, called as the stacks call them. */
export function plannedStack(owner: string): PlannedStack {
  const names = namesOf(owner);
  const operated = operatedNames(names);
  const functionName = names.of('lambdaFunction', 'activity-log-processor');
  const named = (type: string, ...all: readonly string[]): readonly PlannedResource[] => all.map(name => ({ type, values: { name } }));
  return {
    name: `sandbox-${owner}-cloudtrail-lake`,
    resources: [
      ...named('aws_scheduler_schedule_group', names.of('scheduleGroup', 'cloudtrail-lake')),
      { type: 'aws_lambda_function', values: { function_name: functionName } },
      ...named('aws_glue_job', names.of('glueJob', 'activity-log-stream')),
      ...named('aws_glue_security_configuration', names.of('glueSecurityConfiguration', 'activity-log-stream')),
      ...named('aws_glue_catalog_database', operated.lakeDatabase),
      ...named('aws_athena_workgroup', operated.lakeWorkgroup),
      ...named('aws_sqs_queue', operated.failedEventsQueue, operated.hintsDeadLetterQueue),
      ...named('aws_kinesis_stream', operated.kinesisStream),
      ...named('aws_dynamodb_table', operated.stateTable),
      ...named('aws_iam_role', names.of('iamRole', 'activity-log-processor')),
      ...named('aws_iam_policy', names.of('iamPolicy', 'security-lake-reader')),
      { type: 'aws_s3_bucket', values: { bucket: operated.failedEventsBucket } },
      ...named('aws_cloudwatch_log_group', operated.eventsLogGroup, `/aws/lambda/${functionName}`),
      { type: 'aws_cloudwatch_dashboard', values: { dashboard_name: names.of('cloudwatchDashboard', 'cloudtrail-lake') } },
      { type: 'aws_cloudwatch_metric_alarm', values: { alarm_name: names.of('alarm', 'cloudtrail-lake', 'lag') } },
      ...named('aws_sns_topic', names.of('snsTopic', 'cloudtrail-lake-alarms')),
      ...named('aws_kms_alias', names.of('kmsAlias', 'cloudtrail-lake')),
      ...named(
        'azurerm_resource_group',
        names.of('azureResourceGroup', 'cloudtrail-lake'),
        names.of('azureResourceGroup', 'security-lake'),
      ),
      ...named('azurerm_user_assigned_identity', names.of('azureManagedIdentity', 'forwarder')),
      ...named('azurerm_log_analytics_workspace', names.of('azureLogAnalyticsWorkspace', 'forwarder')),
      ...named('azurerm_storage_account', operated.activityLogAccount),
    ],
  };
}

/** A program that makes nothing: it is told what happens. */
export class TellingProgram implements CloudProgram {
  readonly calls: string[] = [];
  /** Thrown by the next deploy or destroy. */
  failure: Error | undefined;

  plan: CloudProgram['plan'] = async ({ owner = '' }) => [plannedStack(owner)];

  readonly deploy: CloudProgram['deploy'] = async stacks => this.#told('deploy', stacks);
  readonly destroy: CloudProgram['destroy'] = async stacks => this.#told('destroy', stacks);
  readonly forgetStates: CloudProgram['forgetStates'] = async stacks => this.#told('forget', stacks);

  #told(what: string, stacks: readonly PlannedStack[]): void {
    this.calls.push(...stacks.map(({ name }) => `${what} ${name}`));
    const failure = this.failure;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
  }
}
