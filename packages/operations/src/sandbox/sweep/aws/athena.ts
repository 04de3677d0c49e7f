import { AthenaClient, DeleteWorkGroupCommand, GetWorkGroupCommand, ListTagsForResourceCommand } from '@aws-sdk/client-athena';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** With its named queries and its history. */
export const workgroups: OpenSweptKind = (aws, { accountId, arnPartition, region }) => {
  const client = aws.client(AthenaClient);
  return {
    label: 'Athena workgroup',
    type: 'aws_athena_workgroup',
    nameValue: 'name',
    nameOfArn: afterInArn('athena', 'workgroup/'),
    async find(name) {
      const found = await unlessGone(client.send(new GetWorkGroupCommand({ WorkGroup: name })), /not found|does not exist/i);
      if (found?.WorkGroup === undefined) return undefined;
      const arn = `arn:${arnPartition}:athena:${region}:${accountId}:workgroup/${name}`;
      const listed = await unlessGone(client.send(new ListTagsForResourceCommand({ ResourceARN: arn })), /does not exist/i);
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id }) {
      await unlessGone(
        client.send(new DeleteWorkGroupCommand({ WorkGroup: id, RecursiveDeleteOption: true })),
        /not found|does not exist/i,
      );
      return undefined;
    },
  };
};
