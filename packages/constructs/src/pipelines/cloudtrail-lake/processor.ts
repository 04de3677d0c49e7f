import type { ActivityLogProcessorEnvironment } from '@audit-bridge/activity-log-processor/environment';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import { Construct } from 'constructs';
import { DeployedFunction } from '../../building-blocks/deployed-function';
import type { AggregatorProps } from './aggregator';
import { containerStatements, containerVariables, sdkVariables } from './container-access';
import type { EventDestination } from './event-destination';
import type { FailurePlace } from './failure-place';
import { functionRoleName } from './names';

export interface ProcessorProps extends AggregatorProps {
  readonly failures: FailurePlace;
  readonly destination: EventDestination;
}

const functionName = 'activity-log-processor';

/** One hint at a time: reads the hinted blob from its committed offset to its end and delivers the events. */
export class Processor extends Construct {
  constructor(scope: Construct, id: string, props: ProcessorProps) {
    super(scope, id);
    const { names, place, settings, container, keyArn, state, hints, failures, destination } = props;
    const { authentication } = container;
    const { processor } = settings;
    const environment: ActivityLogProcessorEnvironment = {
      RECIPIENT_ACCOUNT_ID: place.accountId,
      SUBSCRIPTION_IDS: props.subscriptionIds.join(','),
      STATE_TABLE_NAME: state.name,
      STATE_TTL_DAYS: String(settings.stateTtlDays),
      HINT_QUEUE_URL: hints.url,
      MAX_CONCURRENT_REQUESTS: String(processor.maxConcurrentRequests),
      MAX_STEP_EVENTS: String(processor.maxStepEvents),
      ...failures.environment,
      ...destination.environment,
      ...containerVariables(container),
    };
    const deployed = new DeployedFunction(this, 'function', {
      name: names.of('lambdaFunction', functionName),
      roleName: functionRoleName(names, functionName),
      description: 'Reads a hinted activity log blob and delivers its records as audit events.',
      artifact: props.artifacts[functionName],
      environment: { ...environment, ...sdkVariables(authentication) },
      memoryMegabytes: processor.memoryMegabytes,
      timeoutSeconds: processor.timeoutSeconds,
      statements: [
        ...state.commitStatements,
        {
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility', 'sqs:SendMessage'],
          resources: [hints.arn],
        },
        ...failures.statements,
        ...destination.statements,
        ...containerStatements(authentication),
      ],
      keyArn,
      logRetentionDays: props.logRetentionDays,
      alarms: props.alarms,
    });
    new LambdaEventSourceMapping(this, 'hints', {
      eventSourceArn: hints.arn,
      functionName: deployed.arn,
      // A failed message returns after the visibility timeout and blocks its blob until then, so it must not take others with it.
      batchSize: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: processor.maxConcurrentBlobs },
    });
  }
}
