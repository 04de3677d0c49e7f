import { testRegion } from '@audit-bridge/local/emulators/test-account';
import { operatedNames } from '@audit-bridge/naming';
import type { AwsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import { AthenaClient, CreateWorkGroupCommand } from '@aws-sdk/client-athena';
import { CloudWatchClient, PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateDatabaseCommand,
  CreateTableCommand as CreateGlueTableCommand,
  CreateJobCommand,
  CreateSecurityConfigurationCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateEventSourceMappingCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateScheduleCommand, CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { zipSync } from 'fflate';
import { namesOf } from './sandbox-on-stand-ins';

const policyText = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }],
});
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
});

/** One resource of each kind in AWS, as a sandbox that was fed has it: with versions, messages, schedules and logs in it. */
export async function seedSandbox(aws: AwsConnections, owner: string): Promise<void> {
  const names = namesOf(owner);
  const operated = operatedNames(names);
  const tags = { Project: 'audit-bridge', Environment: 'sandbox', Owner: owner };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const functionName = names.of('lambdaFunction', 'activity-log-processor');

  const iam = aws.client(IAMClient);
  const RoleName = names.of('iamRole', 'activity-log-processor');
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, Tags }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'permissions', PolicyDocument: policyText }));
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: names.of('iamPolicy', 'security-lake-reader'), PolicyDocument: policyText, Tags }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Policy?.Arn }));

  const sqs = aws.client(SQSClient);
  await sqs.send(new CreateQueueCommand({ QueueName: operated.failedEventsQueue, tags }));
  await sqs.send(new CreateQueueCommand({ QueueName: operated.hintsDeadLetterQueue, tags, Attributes: { FifoQueue: 'true' } }));

  const lambda = aws.client(LambdaClient);
  const code = { ZipFile: zipSync({ 'index.js': new Uint8Array() }) };
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: functionName,
      Role: Role?.Arn,
      Code: code,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Tags: tags,
    }),
  );
  const queueArn = `arn:aws:sqs:${testRegion}:123456789012:${operated.failedEventsQueue}`;
  await lambda.send(new CreateEventSourceMappingCommand({ FunctionName: functionName, EventSourceArn: queueArn }));

  const scheduler = aws.client(SchedulerClient);
  const GroupName = names.of('scheduleGroup', 'cloudtrail-lake');
  await scheduler.send(new CreateScheduleGroupCommand({ Name: GroupName, Tags }));
  const Target = { Arn: `arn:aws:lambda:${testRegion}:123456789012:function:${functionName}`, RoleArn: Role?.Arn };
  await scheduler.send(
    new CreateScheduleCommand({
      Name: names.of('schedule', 'activity-log-aggregator'),
      GroupName,
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target,
    }),
  );

  const glue = aws.client(GlueClient);
  await glue.send(
    new CreateJobCommand({
      Name: names.of('glueJob', 'activity-log-stream'),
      Role: Role?.Arn,
      Command: { Name: 'gluestreaming' },
      Tags: tags,
    }),
  );
  await glue.send(
    new CreateSecurityConfigurationCommand({
      Name: names.of('glueSecurityConfiguration', 'activity-log-stream'),
      EncryptionConfiguration: {},
    }),
  );
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: operated.lakeDatabase }, Tags: tags }));
  await glue.send(new CreateGlueTableCommand({ DatabaseName: operated.lakeDatabase, TableInput: { Name: 'azure_activity' } }));
  await aws.client(AthenaClient).send(new CreateWorkGroupCommand({ Name: operated.lakeWorkgroup, Tags }));
  await aws.client(KinesisClient).send(new CreateStreamCommand({ StreamName: operated.kinesisStream, ShardCount: 1, Tags: tags }));
  await aws.client(DynamoDBClient).send(
    new CreateTableCommand({
      TableName: operated.stateTable,
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      Tags,
    }),
  );
  await aws.client(SNSClient).send(new CreateTopicCommand({ Name: names.of('snsTopic', 'cloudtrail-lake-alarms'), Tags }));
  const cloudWatch = aws.client(CloudWatchClient);
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: names.of('alarm', 'cloudtrail-lake', 'lag'),
      MetricName: 'Lag',
      Namespace: 'Test',
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      Period: 60,
      Statistic: 'Maximum',
      Threshold: 1,
      Tags,
    }),
  );
  await cloudWatch.send(
    new PutDashboardCommand({ DashboardName: names.of('cloudwatchDashboard', 'cloudtrail-lake'), DashboardBody: '{"widgets":[]}' }),
  );

  const logs = aws.client(CloudWatchLogsClient);
  await logs.send(new CreateLogGroupCommand({ logGroupName: operated.eventsLogGroup, tags }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: operated.eventsLogGroup, logStreamName: 'events' }));
  const logEvents = [{ timestamp: Date.now(), message: '{}' }];
  await logs.send(new PutLogEventsCommand({ logGroupName: operated.eventsLogGroup, logStreamName: 'events', logEvents }));
  // As a function's last run makes it again: without tags.
  await logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${functionName}` }));

  const kms = aws.client(KMSClient);
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) }),
  );
  await kms.send(new CreateAliasCommand({ AliasName: names.of('kmsAlias', 'cloudtrail-lake'), TargetKeyId: KeyMetadata?.KeyId }));
  await seedBucket(aws.client(S3Client), operated.failedEventsBucket, Tags);
}

/** Two versions of an object, one that was deleted, and an upload that nobody finished. */
async function seedBucket(s3: S3Client, Bucket: string, TagSet: { Key: string; Value: string }[]): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: testRegion } }));
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  for (const Body of ['one', 'two']) await s3.send(new PutObjectCommand({ Bucket, Key: 'failed/a.json', Body }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'failed/a.json' }));
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'failed/b.json' }));
}
