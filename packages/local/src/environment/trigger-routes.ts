import type { AwsRoute } from '../emulators/aws-gateway/aws-route';
import { glueJobRuns } from '../emulators/aws-gateway/gateway/glue-job-runs';
import { lambdaEventSourceMappings } from '../emulators/aws-gateway/gateway/lambda-event-source-mappings';
import { type Schedule, schedulerGetSchedule } from '../emulators/aws-gateway/gateway/scheduler-get-schedule';
import { localNames } from './local-environment';
import type { LocalState } from './local-state';

/** The deployed schedules: of a pipeline, for a function. */
const schedules = [
  ['cloudtrail-lake', 'activity-log-aggregator'],
  ['security-lake', 'stream-job-supervisor'],
  ['access-keys', 'access-key-report'],
] as const;

/** What runs by itself in a kept run, and what does not: as the pipelines themselves have noted it. */
export function triggerRoutes({ triggers }: Pick<LocalState, 'triggers'>): readonly AwsRoute[] {
  const scheduleOf = ([pipeline, functionName]: (typeof schedules)[number]): Schedule => {
    const name = localNames.of('schedule', functionName);
    const running = triggers.schedules.get(name);
    const expression = running?.expression ?? 'never, in this local run';
    return { group: localNames.of('scheduleGroup', pipeline), name, expression, isEnabled: running !== undefined };
  };
  return [
    schedulerGetSchedule(() => schedules.map(scheduleOf)),
    lambdaEventSourceMappings(name => triggers.mappings.get(name)?.queueArn),
    glueJobRuns(triggers.jobs),
  ];
}
