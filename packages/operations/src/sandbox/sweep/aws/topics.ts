import { DeleteTopicCommand, GetTopicAttributesCommand, ListTagsForResourceCommand, SNSClient } from '@aws-sdk/client-sns';
import type { OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** With its subscriptions. */
export const topics: OpenSweptKind = (aws, { accountId, arnPartition, region }) => {
  const client = aws.client(SNSClient);
  const arnOf = (name: string) => `arn:${arnPartition}:sns:${region}:${accountId}:${name}`;
  return {
    label: 'SNS topic',
    type: 'aws_sns_topic',
    nameValue: 'name',
    // A subscription's ARN has one part more.
    nameOfArn: ({ resource, service }) => (service === 'sns' && !resource.includes(':') ? resource : undefined),
    async find(name) {
      if ((await unlessGone(client.send(new GetTopicAttributesCommand({ TopicArn: arnOf(name) })))) === undefined) return undefined;
      const listed = await unlessGone(client.send(new ListTagsForResourceCommand({ ResourceArn: arnOf(name) })));
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id }) {
      await client.send(new DeleteTopicCommand({ TopicArn: arnOf(id) }));
      return undefined;
    },
  };
};
