import {
  CloudTrailClient,
  DeleteEventDataStoreCommand,
  GetEventDataStoreCommand,
  ListTagsCommand,
  paginateListEventDataStores,
  UpdateEventDataStoreCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** From the deletion on; it can be taken back meanwhile, and counts: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store-delete.html */
const pendingMilliseconds = 7 * 86_400_000;

/** Waits for its deletion for a week, in which its name is told with the date. */
export const eventDataStores: OpenSweptKind = (aws, { accountId, arnPartition, region }) => {
  const client = aws.client(CloudTrailClient);
  const arnOf = async (name: string): Promise<string | undefined> => {
    for await (const { EventDataStores = [] } of paginateListEventDataStores({ client }, {}))
      for (const { EventDataStoreArn, Name } of EventDataStores) if (Name === name) return EventDataStoreArn;
    return undefined;
  };
  const isId = (name: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
  return {
    label: 'event data store',
    type: 'aws_cloudtrail_event_data_store',
    nameValue: 'name',
    nameOfArn: afterInArn('cloudtrail', 'eventdatastore/'),
    async find(name) {
      const arn = isId(name) ? `arn:${arnPartition}:cloudtrail:${region}:${accountId}:eventdatastore/${name}` : await arnOf(name);
      if (arn === undefined) return undefined;
      const store = await unlessGone(client.send(new GetEventDataStoreCommand({ EventDataStore: arn })));
      if (store === undefined) return undefined;
      const listed = await unlessGone(client.send(new ListTagsCommand({ ResourceIdList: [arn] })));
      const tags = tagsOf(listed?.ResourceTagList?.[0]?.TagsList);
      if (store.Status !== 'PENDING_DELETION') return { id: arn, tags };
      return { id: arn, tags, until: new Date((store.UpdatedTimestamp ?? new Date()).getTime() + pendingMilliseconds) };
    },
    async remove({ id }) {
      await client.send(new UpdateEventDataStoreCommand({ EventDataStore: id, TerminationProtectionEnabled: false }));
      await client.send(new DeleteEventDataStoreCommand({ EventDataStore: id }));
      return new Date(Date.now() + pendingMilliseconds);
    },
  };
};
