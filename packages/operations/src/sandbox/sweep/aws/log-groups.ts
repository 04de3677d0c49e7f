import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { unlessGone } from './unless-gone';

/** Also those that a last run has made anew, behind Terraform's back: a function by its name, a run of Glue by its security configuration's. */
export const logGroups: OpenSweptKind = aws => {
  const client = aws.client(CloudWatchLogsClient);
  return {
    label: 'log group',
    type: 'aws_cloudwatch_log_group',
    nameValue: 'name',
    alsoNamed: { type: 'aws_lambda_function', names: name => [`/aws/lambda/${name}`] },
    nameOfArn: arn => afterInArn('logs', 'log-group:')(arn)?.replace(/:\*$/, ''),
    async find(name) {
      const { logGroups: groups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
      const group = groups.find(({ logGroupName }) => logGroupName === name);
      if (group === undefined) return undefined;
      const resourceArn = group.logGroupArn ?? group.arn?.replace(/:\*$/, '');
      const listed = await unlessGone(client.send(new ListTagsForResourceCommand({ resourceArn })));
      return { id: name, tags: listed?.tags ?? {} };
    },
    async remove({ id }) {
      await unlessGone(client.send(new DeleteLogGroupCommand({ logGroupName: id })));
      return undefined;
    },
  };
};
