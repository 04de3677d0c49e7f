import { awsPartitions, type Environment } from '@audit-bridge/config';
import { project } from '@audit-bridge/naming';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { AwsConnections } from '../../clouds/aws-connections';
import { awsKinds } from '../sweep/aws/swept-kinds';
import { partsOfArn, type SweptKind } from '../sweep/swept-kind';
import { tagsOf } from '../sweep/tag-list';
import type { Trace } from './listed-sandbox';

/** What tells of sandboxes in AWS: tags, and the log groups of functions, which come again without any. */
export async function awsTraces(aws: AwsConnections, environment: Pick<Environment, 'aws' | 'name'>): Promise<readonly Trace[]> {
  return [...(await taggedTraces(aws, environment)), ...(await logGroupTraces(aws, environment.name))];
}

async function taggedTraces(aws: AwsConnections, environment: Pick<Environment, 'aws' | 'name'>): Promise<readonly Trace[]> {
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  const TagFilters = [{ Key: 'Project', Values: [project] }, { Key: 'Environment', Values: [environment.name] }, { Key: 'Owner' }];
  const { Buckets = [] } = await aws.client(S3Client).send(new ListBucketsCommand({}));
  const bucketTimes = new Map(Buckets.map(({ CreationDate, Name = '' }) => [Name, CreationDate]));
  const place = { ...environment.aws, arnPartition: awsPartitions[environment.aws.partition].arnPartition };
  const kinds = awsKinds.map(open => open(aws, place));
  const traces: Trace[] = [];
  for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters })) {
    const found = ResourceTagMappingList.map(async ({ ResourceARN: id = '', Tags }): Promise<readonly Trace[]> => {
      const { Environment: ofEnvironment, Owner: owner, Project: ofProject } = tagsOf(Tags);
      if (owner === undefined || ofEnvironment !== environment.name || ofProject !== project) return [];
      if (!(await isThere(kinds, id))) return [];
      const { resource, service } = partsOfArn(id);
      return [{ owner, kind: 'aws', id: id.replace(/:\*$/, ''), ...(service === 's3' ? { madeAt: bucketTimes.get(resource) } : {}) }];
    });
    traces.push(...(await Promise.all(found)).flat());
  }
  return traces;
}

/** Tags are told for a while of what was deleted, and of keys that wait for their deletion: nothing that anybody has to remove. */
async function isThere(kinds: readonly SweptKind[], arn: string): Promise<boolean> {
  for (const kind of kinds) {
    const name = kind.nameOfArn(partsOfArn(arn));
    if (name === undefined) continue;
    const found = await kind.find(name);
    return found !== undefined && found.until === undefined;
  }
  return true;
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
