import {
  DeleteAliasCommand,
  DescribeKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListResourceTagsCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** The shortest that KMS takes: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html */
const pendingDays = 7;

/** A key cannot be deleted at once; until then it costs nothing and encrypts nothing. Its aliases go at once. */
export const keys: OpenSweptKind = aws => {
  const client = aws.client(KMSClient);
  return {
    label: 'KMS key',
    type: 'aws_kms_alias',
    nameValue: 'name',
    nameOfArn: afterInArn('kms', 'key/'),
    async find(name) {
      const key = (await unlessGone(client.send(new DescribeKeyCommand({ KeyId: name }))))?.KeyMetadata;
      if (key?.KeyId === undefined) return undefined;
      const { Tags } = await client.send(new ListResourceTagsCommand({ KeyId: key.KeyId }));
      return { id: key.KeyId, tags: tagsOf(Tags), ...(key.KeyState === 'PendingDeletion' ? { until: key.DeletionDate } : {}) };
    },
    async remove({ id }) {
      const { Aliases = [] } = await client.send(new ListAliasesCommand({ KeyId: id }));
      for (const { AliasName } of Aliases) await unlessGone(client.send(new DeleteAliasCommand({ AliasName })));
      const { DeletionDate } = await client.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: pendingDays }));
      return DeletionDate ?? new Date(Date.now() + pendingDays * 86_400_000);
    },
  };
};
