import { DeleteStreamCommand, DescribeStreamSummaryCommand, KinesisClient, ListTagsForStreamCommand } from '@aws-sdk/client-kinesis';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** With the records and the consumers that it has. */
export const streams: OpenSweptKind = aws => {
  const client = aws.client(KinesisClient);
  return {
    label: 'Kinesis stream',
    type: 'aws_kinesis_stream',
    nameValue: 'name',
    nameOfArn: arn => afterInArn('kinesis', 'stream/')(arn)?.split('/')[0],
    async find(name) {
      const found = await unlessGone(client.send(new DescribeStreamSummaryCommand({ StreamName: name })));
      if (found === undefined || found.StreamDescriptionSummary?.StreamStatus === 'DELETING') return undefined;
      const listed = await unlessGone(client.send(new ListTagsForStreamCommand({ StreamName: name })));
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id }) {
      await unlessGone(client.send(new DeleteStreamCommand({ StreamName: id, EnforceConsumerDeletion: true })));
      return undefined;
    },
  };
};
