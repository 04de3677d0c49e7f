import { DeleteQueueCommand, GetQueueUrlCommand, ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { OpenSweptKind } from '../swept-kind';
import { unlessGone } from './unless-gone';

/** With the messages that it holds. */
export const queues: OpenSweptKind = aws => {
  const client = aws.client(SQSClient);
  const urlOf = async (name: string) => (await unlessGone(client.send(new GetQueueUrlCommand({ QueueName: name }))))?.QueueUrl;
  return {
    label: 'SQS queue',
    type: 'aws_sqs_queue',
    nameValue: 'name',
    nameOfArn: ({ resource, service }) => (service === 'sqs' ? resource : undefined),
    async find(name) {
      const QueueUrl = await urlOf(name);
      if (QueueUrl === undefined) return undefined;
      const listed = await unlessGone(client.send(new ListQueueTagsCommand({ QueueUrl })));
      return listed === undefined ? undefined : { id: name, tags: listed.Tags ?? {} };
    },
    async remove({ id }) {
      const QueueUrl = await urlOf(id);
      if (QueueUrl !== undefined) await unlessGone(client.send(new DeleteQueueCommand({ QueueUrl })));
      return undefined;
    },
  };
};
