import type { ActivityLogAggregatorEnvironment } from '@audit-bridge/activity-log-aggregator/environment';
import { operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import type { AlarmTarget } from '../../building-blocks/alarm';
import { everyMinutes } from '../../building-blocks/call-times';
import { DeployedFunction } from '../../building-blocks/deployed-function';
import { FunctionSchedule } from '../../building-blocks/function-schedule';
import type { QueueWithDeadLetter } from '../../building-blocks/queue-with-dead-letter';
import type { CloudtrailLakeAwsProps } from './aws';
import { containerStatements, containerVariables, sdkVariables } from './container-access';
import { functionRoleName } from './names';
import type { StateTable } from './state-table';

export interface AggregatorProps
  extends Pick<
    CloudtrailLakeAwsProps,
    'names' | 'place' | 'settings' | 'subscriptionIds' | 'container' | 'artifacts' | 'logRetentionDays'
  > {
  readonly keyArn: string;
  readonly alarms: AlarmTarget;
  readonly state: StateTable;
  readonly hints: QueueWithDeadLetter;
}

const functionName = 'activity-log-aggregator';

/** Every few minutes: lists the container and hints at every blob that has more than what is committed. */
export class Aggregator extends Construct {
  constructor(scope: Construct, id: string, props: AggregatorProps) {
    super(scope, id);
    const { names, place, settings, container, keyArn, alarms, state, hints } = props;
    const { authentication } = container;
    const environment: ActivityLogAggregatorEnvironment = {
      SUBSCRIPTION_IDS: props.subscriptionIds.join(','),
      STATE_TABLE_NAME: state.name,
      STATE_TTL_DAYS: String(settings.stateTtlDays),
      HINT_QUEUE_URL: hints.url,
      START_AT: settings.startAt,
      ...containerVariables(container),
    };
    const deployed = new DeployedFunction(this, 'function', {
      name: names.of('lambdaFunction', functionName),
      roleName: functionRoleName(names, functionName),
      description: 'Lists the activity log blobs and hints at those with uncommitted records.',
      artifact: props.artifacts[functionName],
      environment: { ...environment, ...sdkVariables(authentication) },
      memoryMegabytes: settings.aggregator.memoryMegabytes,
      timeoutSeconds: settings.aggregator.timeoutSeconds,
      statements: [
        ...state.findStatements,
        { actions: ['sqs:SendMessage'], resources: [hints.arn] },
        ...containerStatements(authentication),
      ],
      keyArn,
      logRetentionDays: props.logRetentionDays,
      alarms,
    });
    new FunctionSchedule(this, 'schedule', {
      name: names.of('schedule', functionName),
      groupName: names.of('scheduleGroup', 'cloudtrail-lake'),
      roleName: names.of('iamRole', 'aggregator-schedule'),
      deadLetterName: operatedNames(names).aggregatorScheduleDeadLetterQueue,
      target: deployed,
      times: everyMinutes(settings.scheduleMinutes),
      keyArn,
      accountId: place.accountId,
      alarms,
    });
  }
}
