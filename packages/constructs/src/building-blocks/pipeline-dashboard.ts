import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';
import { Alarm } from './alarm';
import { dashboardBody, type Graph } from './dashboard-widgets';

export interface PipelineDashboardProps {
  readonly name: string;
  readonly region: string;
  /** Markdown. */
  readonly heading: string;
  /** What the pipeline does, from its source to its destination. */
  readonly flow: readonly Graph[];
}

/** A pipeline at one glance: its flow, and each metric that an alarm of the scope watches or would watch, with the value at which it fires. Made last. */
export class PipelineDashboard extends Construct {
  constructor(scope: Construct, id: string, { name, region, heading, flow }: PipelineDashboardProps) {
    super(scope, id);
    const alarms = scope.node.findAll().filter((construct): construct is Alarm => construct instanceof Alarm);
    const body = dashboardBody({
      heading,
      region,
      flow,
      alarmArns: alarms.flatMap(({ arn }) => arn ?? []),
      watched: alarms.map(({ props: { name: title, metric, periodSeconds, threshold } }) => ({
        title,
        metrics: [metric],
        periodSeconds,
        threshold,
      })),
    });
    new CloudwatchDashboard(this, 'dashboard', { dashboardName: name, dashboardBody: JSON.stringify(body) });
  }
}
