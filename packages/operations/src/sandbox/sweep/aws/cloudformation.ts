import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

const maxWaitSeconds = 600;

/** Holds the channel, for which Terraform has no type; it must be gone before its event data store goes. */
export const cloudFormationStacks: OpenSweptKind = aws => {
  const client = aws.client(CloudFormationClient);
  return {
    label: 'CloudFormation stack',
    type: 'aws_cloudformation_stack',
    nameValue: 'name',
    nameOfArn: arn => afterInArn('cloudformation', 'stack/')(arn)?.split('/')[0],
    async find(name) {
      const found = await unlessGone(client.send(new DescribeStacksCommand({ StackName: name })), /does not exist/);
      const [stack] = found?.Stacks ?? [];
      return stack === undefined || stack.StackStatus === 'DELETE_COMPLETE' ? undefined : { id: name, tags: tagsOf(stack.Tags) };
    },
    async remove({ id }) {
      await client.send(new DeleteStackCommand({ StackName: id }));
      await waitUntilStackDeleteComplete({ client, maxWaitTime: maxWaitSeconds }, { StackName: id });
      return undefined;
    },
  };
};
