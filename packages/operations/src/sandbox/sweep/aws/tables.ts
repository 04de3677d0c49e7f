import {
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

export const tables: OpenSweptKind = aws => {
  const client = aws.client(DynamoDBClient);
  const describe = async (name: string) => (await unlessGone(client.send(new DescribeTableCommand({ TableName: name }))))?.Table;
  return {
    label: 'DynamoDB table',
    type: 'aws_dynamodb_table',
    nameValue: 'name',
    nameOfArn: arn => afterInArn('dynamodb', 'table/')(arn)?.split('/')[0],
    async find(name) {
      const table = await describe(name);
      if (table === undefined || table.TableStatus === 'DELETING') return undefined;
      const listed = await unlessGone(client.send(new ListTagsOfResourceCommand({ ResourceArn: table.TableArn })));
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id }) {
      if ((await describe(id))?.DeletionProtectionEnabled === true)
        await client.send(new UpdateTableCommand({ TableName: id, DeletionProtectionEnabled: false }));
      await unlessGone(client.send(new DeleteTableCommand({ TableName: id })));
      return undefined;
    },
  };
};
