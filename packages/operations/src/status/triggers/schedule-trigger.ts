import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { EnvironmentContext } from '../../bridge-command';
import type { Trigger } from '../watched-pipeline';

/** A schedule that calls a function. */
export const scheduleTrigger = (
  { clouds }: Pick<EnvironmentContext, 'clouds'>,
  { name, group }: { readonly name: string; readonly group: string },
): Trigger => ({
  name: `schedule ${name}`,
  async read() {
    const { ScheduleExpression = '', State } = await clouds.aws
      .client(SchedulerClient)
      .send(new GetScheduleCommand({ Name: name, GroupName: group }));
    if (State === 'ENABLED') return { state: 'runs', detail: ScheduleExpression };
    return {
      state: 'stopped',
      detail: `It is ${State ?? 'in no state'}: a deploy turns it on again, or aws scheduler update-schedule --name ${name} --group-name ${group} --state ENABLED with its other settings.`,
    };
  },
});
