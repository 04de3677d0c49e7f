import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

export const alarms: OpenSweptKind = aws => {
  const client = aws.client(CloudWatchClient);
  return {
    label: 'CloudWatch alarm',
    type: 'aws_cloudwatch_metric_alarm',
    nameValue: 'alarm_name',
    nameOfArn: afterInArn('cloudwatch', 'alarm:'),
    async find(name) {
      const { MetricAlarms: [alarm] = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
      if (alarm === undefined) return undefined;
      const listed = await unlessGone(client.send(new ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn })));
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id }) {
      await client.send(new DeleteAlarmsCommand({ AlarmNames: [id] }));
      return undefined;
    },
  };
};

/** Takes no tags. */
export const dashboards: OpenSweptKind = aws => {
  const client = aws.client(CloudWatchClient);
  return {
    label: 'CloudWatch dashboard',
    type: 'aws_cloudwatch_dashboard',
    nameValue: 'dashboard_name',
    nameOfArn: () => undefined,
    async find(name) {
      const found = await unlessGone(client.send(new GetDashboardCommand({ DashboardName: name })), /does not exist/);
      return found === undefined ? undefined : { id: name };
    },
    async remove({ id }) {
      await unlessGone(client.send(new DeleteDashboardsCommand({ DashboardNames: [id] })), /does not exist/);
      return undefined;
    },
  };
};
