import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { AwsConnections } from '../../clouds/aws-connections';
import type { SandboxIdentity } from '../sandbox-identity';
import { tagsOf } from './tag-list';

/**
 * What carries a sandbox's tags in its Region. A deleted resource may stand in the answer for a while, and some kinds (IAM's among them) never do.
 *
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export async function taggedArns(aws: AwsConnections, identity: SandboxIdentity): Promise<readonly string[]> {
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  const TagFilters = Object.entries(identity.tags).map(([Key, value]) => ({ Key, Values: [value] }));
  const arns: string[] = [];
  for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters }))
    for (const { ResourceARN, Tags } of ResourceTagMappingList)
      if (ResourceARN !== undefined && identity.ownsTags(tagsOf(Tags))) arns.push(ResourceARN);
  return arns;
}
