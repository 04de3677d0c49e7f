import type { FunctionArtifact } from '@audit-bridge/bundling';
import type { CloudtrailLakeSettings } from '@audit-bridge/config';
import { operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import { pipelineAlarmTarget } from '../../building-blocks/pipeline-alarm-target';
import type { PipelineAwsProps } from '../../building-blocks/pipeline-aws-props';
import { PipelineDashboard } from '../../building-blocks/pipeline-dashboard';
import { pipelineKeyArn } from '../../building-blocks/pipeline-key';
import { QueueWithDeadLetter } from '../../building-blocks/queue-with-dead-letter';
import { Aggregator } from './aggregator';
import type { ContainerAccess } from './container-access';
import type { EventDestination } from './event-destination';
import { FailurePlace } from './failure-place';
import { LakeDestination } from './lake-destination';
import { LogsDestination } from './logs-destination';
import type { coverageFunctionName, FunctionName } from './names';
import { PipelineAlarms } from './pipeline-alarms';
import { pipelineGraphs } from './pipeline-graphs';
import { Processor } from './processor';
import { StateTable } from './state-table';
import { type SubscriptionAccess, SubscriptionCoverage } from './subscription-coverage';

export interface CloudtrailLakeAwsProps extends PipelineAwsProps {
  readonly settings: CloudtrailLakeSettings;
  /** Records of other subscriptions are refused. */
  readonly subscriptionIds: readonly string[];
  /** From the Azure half, or literal values. */
  readonly container: ContainerAccess;
  /** From the Azure half, where this pipeline looks for subscriptions that nobody collects from. */
  readonly subscriptions?: SubscriptionAccess | undefined;
  readonly artifacts: Readonly<Record<FunctionName | typeof coverageFunctionName, Pick<FunctionArtifact, 'path' | 'sha256'>>>;
}

const pipeline = 'cloudtrail-lake';

/**
 * A visibility timeout shorter than six function timeouts gives a message out again while it is worked on.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const visibilityTimeouts = 6;

/**
 * The AWS half, in the data's order: a schedule calls the aggregator, which lists blobs and sends hints; the processor reads the hinted blobs
 * and delivers their events; what is refused stays in the failure place.
 */
export class CloudtrailLakeAws extends Construct {
  constructor(scope: Construct, id: string, props: CloudtrailLakeAwsProps) {
    super(scope, id);
    const { names, settings, protection } = props;
    const usedBy = settings.destination.kind === 'cloudtrail-lake' ? (['cloudtrail'] as const) : [];
    const keyArn = pipelineKeyArn(this, { ...props, pipeline, usedBy });
    const alarms = pipelineAlarmTarget(this, { ...props, pipeline, keyArn });

    const state = new StateTable(this, 'state', { names, keyArn, protection });
    const hints = new QueueWithDeadLetter(this, 'hints', {
      name: names.of('sqsFifoQueue', 'blob-hints'),
      deadLetterName: operatedNames(names).hintsDeadLetterQueue,
      keyArn,
      visibilityTimeoutSeconds: visibilityTimeouts * settings.processor.timeoutSeconds,
      // An open blob is hinted anew every run, so that an old hint says nothing.
      retentionDays: 1,
      maxReceiveCount: 5,
      deadLetterDescription:
        'A blob could not be processed five times. It is hinted again every run; the log of activity-log-processor says why it fails.',
      deadLetterRunbook: 'hints-dead-letter',
      alarms,
    });
    const failures = new FailurePlace(this, 'failures', {
      names,
      keyArn,
      retentionDays: settings.failedEventsRetentionDays,
      protection,
      alarms,
    });
    const { destination: chosen } = settings;
    const destination: EventDestination =
      chosen.kind === 'cloudtrail-lake'
        ? new LakeDestination(this, 'destination', { names, settings: chosen, keyArn, protection })
        : new LogsDestination(this, 'destination', { names, settings: chosen, keyArn, protection });

    const shared = { ...props, keyArn, alarms, state, hints };
    new Aggregator(this, 'activity-log-aggregator', shared);
    new Processor(this, 'activity-log-processor', { ...shared, failures, destination });
    const { subscriptions } = props;
    if (subscriptions !== undefined) new SubscriptionCoverage(this, 'subscription-coverage', { ...props, subscriptions, keyArn, alarms });
    if (!props.alarms.noAlarms) {
      new PipelineAlarms(this, 'pipeline-alarms', { names, target: alarms, newestEventAgeHours: props.alarms.newestEventAgeHours });
    }
    new PipelineDashboard(this, 'dashboard', {
      name: names.of('cloudwatchDashboard', pipeline),
      region: props.place.region,
      heading: 'Activity log blobs -> hints -> events in the lake. What each alarm means: docs/runbooks.',
      flow: pipelineGraphs(names, subscriptions !== undefined),
    });
  }
}
