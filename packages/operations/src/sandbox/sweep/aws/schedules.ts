import {
  DeleteScheduleGroupCommand,
  GetScheduleGroupCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** Its schedules go with it. */
export const scheduleGroups: OpenSweptKind = aws => {
  const client = aws.client(SchedulerClient);
  return {
    label: 'schedule group',
    type: 'aws_scheduler_schedule_group',
    nameValue: 'name',
    nameOfArn: afterInArn('scheduler', 'schedule-group/'),
    async find(name) {
      const group = await unlessGone(client.send(new GetScheduleGroupCommand({ Name: name })));
      // It is gone for everybody while its schedules are deleted one by one.
      if (group === undefined || group.State === 'DELETING') return undefined;
      const listed = await unlessGone(client.send(new ListTagsForResourceCommand({ ResourceArn: group.Arn })));
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id }) {
      await unlessGone(client.send(new DeleteScheduleGroupCommand({ Name: id })));
      return undefined;
    },
  };
};
