import { AwsRefusal, type AwsRoute } from '../aws-route';
import { restRoute } from '../protocols/rest-route';

export interface Schedule {
  readonly group: string;
  readonly name: string;
  /** Whether anything calls the function by itself. */
  readonly isEnabled: boolean;
  readonly expression: string;
}

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html */
export const schedulerGetSchedule = (schedules: () => readonly Schedule[]): AwsRoute =>
  restRoute('scheduler', 'GET', '/schedules/{Name}', ({ parameters: { Name }, query }) => {
    const group = query.get('groupName') ?? 'default';
    const schedule = schedules().find(one => one.name === Name && one.group === group);
    if (schedule === undefined) throw new AwsRefusal('ResourceNotFoundException', `Schedule ${Name} does not exist.`, 404);
    const { expression, isEnabled } = schedule;
    return { body: { Name, GroupName: group, ScheduleExpression: expression, State: isEnabled ? 'ENABLED' : 'DISABLED' } };
  });
