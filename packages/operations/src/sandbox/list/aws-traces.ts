import type { Environment } from '@audit-bridge/config';
import { project } from '@audit-bridge/naming';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { AwsConnections } from '../../clouds/aws-connections';
import { unlessGone } from '../sweep/aws/unless-gone';
import { partsOfArn } from '../sweep/swept-kind';
import { tagsOf } from '../sweep/tag-list';
import type { Trace } from './listed-sandbox';

/** What tells of sandboxes in AWS: tags, and the log groups of functions, which come again without any. */
export async function awsTraces(aws: AwsConnections, { name }: Pick<Environment, 'name'>): Promise<readonly Trace[]> {
  return [...(await taggedTraces(aws, name)), ...(await logGroupTraces(aws, name))];
}

async function taggedTraces(aws: AwsConnections, environment: string): Promise<readonly Trace[]> {
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  const TagFilters = [{ Key: 'Project', Values: [project] }, { Key: 'Environment', Values: [environment] }, { Key: 'Owner' }];
  const { Buckets = [] } = await aws.client(S3Client).send(new ListBucketsCommand({}));
  const bucketTimes = new Map(Buckets.map(({ CreationDate, Name = '' }) => [Name, CreationDate]));
  const traces: Trace[] = [];
  for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters }))
    for (const { ResourceARN: id = '', Tags } of ResourceTagMappingList) {
      const { Environment: ofEnvironment, Owner: owner, Project: ofProject } = tagsOf(Tags);
      if (owner === undefined || ofEnvironment !== environment || ofProject !== project || (await isGoing(aws, id))) continue;
      const { resource, service } = partsOfArn(id);
      traces.push({ owner, kind: 'aws', id: id.replace(/:\*$/, ''), ...(service === 's3' ? { madeAt: bucketTimes.get(resource) } : {}) });
    }
  return traces;
}

/** A key that waits for its deletion keeps its tags, and is nothing that anybody has to remove. */
async function isGoing(aws: AwsConnections, arn: string): Promise<boolean> {
  if (partsOfArn(arn).service !== 'kms') return false;
  const key = await unlessGone(aws.client(KMSClient).send(new DescribeKeyCommand({ KeyId: arn })));
  return key?.KeyMetadata?.KeyState === 'PendingDeletion';
}

async function logGroupTraces(aws: AwsConnections, environment: string): Promise<readonly Trace[]> {
  const logGroupNamePrefix = `/aws/lambda/${project}-${environment}-`;
  const client = aws.client(CloudWatchLogsClient);
  const traces: Trace[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
    for (const { arn = '', creationTime, logGroupName = '' } of logGroups) {
      const [owner = ''] = logGroupName.slice(logGroupNamePrefix.length).split('-');
      const madeAt = creationTime === undefined ? undefined : new Date(creationTime);
      traces.push({ owner, kind: 'aws', id: arn.replace(/:\*$/, ''), madeAt });
    }
  return traces;
}
