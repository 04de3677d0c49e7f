import type { FunctionArtifact } from '@audit-bridge/bundling';
import { type AwsPlace, glueArn, type Names, operatedNames } from '@audit-bridge/naming';
import type { StreamJobSupervisorEnvironment } from '@audit-bridge/stream-job-supervisor/environment';
import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation';
import { Construct } from 'constructs';
import type { AlarmTarget } from '../../building-blocks/alarm';
import { everyMinutes } from '../../building-blocks/call-times';
import { DeployedFunction } from '../../building-blocks/deployed-function';
import { FunctionSchedule } from '../../building-blocks/function-schedule';
import type { IamStatement } from '../../building-blocks/iam-policy';
import type { StreamJob } from './stream-job';

export interface StreamJobSupervisorProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly artifact: Pick<FunctionArtifact, 'path' | 'sha256'>;
  readonly job: StreamJob;
  readonly everyMinutes: number;
  readonly keyArn: string;
  readonly logRetentionDays: number;
  readonly alarms: AlarmTarget;
}

const functionName = 'stream-job-supervisor';

/** Starts the job, and starts it again whenever it does not run: every few minutes, and at once when a deploy has changed it. */
export class StreamJobSupervisor extends Construct {
  constructor(scope: Construct, id: string, props: StreamJobSupervisorProps) {
    super(scope, id);
    const { names, place, job, keyArn, alarms } = props;
    const environment: StreamJobSupervisorEnvironment = {
      JOB_NAME: job.name,
      ...(alarms.noAlarms ? {} : { ALARM_TOPIC_ARN: alarms.topicArn }),
    };
    const publish: IamStatement[] = alarms.noAlarms ? [] : [{ actions: ['sns:Publish'], resources: [alarms.topicArn] }];
    const deployed = new DeployedFunction(this, 'function', {
      name: names.of('lambdaFunction', functionName),
      roleName: names.of('iamRole', functionName),
      description: 'Keeps the stream job running, with the code and the arguments that were deployed last.',
      artifact: props.artifact,
      environment,
      memoryMegabytes: 256,
      timeoutSeconds: 60,
      statements: [
        {
          actions: ['glue:BatchStopJobRun', 'glue:GetJob', 'glue:GetJobRuns', 'glue:StartJobRun'],
          resources: [glueArn(place, `job/${job.name}`)],
        },
        ...publish,
      ],
      keyArn,
      logRetentionDays: props.logRetentionDays,
      alarms,
    });
    new FunctionSchedule(this, 'schedule', {
      name: names.of('schedule', functionName),
      groupName: names.of('scheduleGroup', 'security-lake'),
      roleName: names.of('iamRole', 'supervisor-schedule'),
      deadLetterName: operatedNames(names).supervisorScheduleDeadLetterQueue,
      target: deployed,
      times: everyMinutes(props.everyMinutes),
      keyArn,
      accountId: place.accountId,
      alarms,
    });
    // A deploy that cannot start the job fails: nobody has to look whether it did.
    new LambdaInvocation(this, 'after-deploy', {
      functionName: deployed.name,
      input: JSON.stringify({ reason: 'deploy' }),
      // Any difference makes another invocation; other code of the function is one too.
      triggers: { ...job.definition, supervisor: props.artifact.sha256 },
      dependsOn: [...job.ready],
    });
  }
}
