import type { AlarmSettings, NoAlarms } from '@audit-bridge/config';
import type { AwsPlace, Names } from '@audit-bridge/naming';
import type { Construct } from 'constructs';
import type { AlarmTarget } from './alarm';
import { AlarmTopic } from './alarm-topic';

export interface PipelineAlarmTargetProps {
  /** `cloudtrail-lake` */
  readonly pipeline: string;
  readonly names: Names;
  readonly place: AwsPlace;
  readonly alarms: AlarmSettings | NoAlarms;
  readonly keyArn: string;
}

/** The topic that a pipeline's alarms go to, or the reason why there is none. */
export function pipelineAlarmTarget(scope: Construct, { pipeline, names, place, alarms, keyArn }: PipelineAlarmTargetProps): AlarmTarget {
  if (alarms.noAlarms) return alarms;
  const topic = new AlarmTopic(scope, 'alarm-topic', {
    name: names.of('snsTopic', `${pipeline}-alarms`),
    keyArn,
    accountId: place.accountId,
    emailAddresses: alarms.emailAddresses,
  });
  return { topicArn: topic.arn };
}
