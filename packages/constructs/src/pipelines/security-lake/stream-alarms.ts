import type { Names } from '@audit-bridge/naming';
import { type MetricName, metricDimension, metricNamespace } from '@audit-bridge/telemetry/metric-names';
import { Construct } from 'constructs';
import { Alarm, type AlarmProps, type AlarmTarget } from '../../building-blocks/alarm';
import { streamJobName, streamName } from './names';

export interface StreamAlarmsProps {
  readonly names: Names;
  readonly target: AlarmTarget;
  readonly streamRetentionDays: number;
  readonly supervisorMinutes: number;
  /** How long nothing may arrive: a quiet tenant has long gaps. */
  readonly newestEventAgeHours: number;
}

type Watch = Pick<AlarmProps, 'metric' | 'description' | 'threshold' | 'periodSeconds' | 'periods' | 'missingData' | 'firesWhen'>;

const hourSeconds = 3600;

/** What AWS's own error alarms do not see: a job that stands still, records that wait, records that are none. */
export class StreamAlarms extends Construct {
  constructor(scope: Construct, id: string, props: StreamAlarmsProps) {
    super(scope, id);
    const { names, target } = props;
    const watches: Readonly<Record<string, Watch>> = { ...kinesisWatches(props), ...jobWatches(props) };
    for (const [word, watch] of Object.entries(watches)) {
      new Alarm(this, word, { ...watch, runbook: word, name: names.of('alarm', 'security-lake', word), target });
    }
  }
}

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
function kinesisWatches({ names, streamRetentionDays, newestEventAgeHours }: StreamAlarmsProps): Readonly<Record<string, Watch>> {
  const metric = (name: string, statistic: 'Sum' | 'Maximum') =>
    ({ namespace: 'AWS/Kinesis', name, dimensions: { StreamName: streamName(names) }, statistic }) as const;
  const refused = (kind: string): Watch => ({
    metric: metric(`PutRecords.${kind}Records`, 'Sum'),
    threshold: 1,
    periodSeconds: 300,
    // The forwarder sends such rows again, and parks what is left: a single period is none of anybody's business.
    periods: 3,
    description: `Kinesis has refused records for a quarter of an hour (${kind.toLowerCase()}). The forwarder repeats them and parks what is left; look whether the stream's limits or the key are the reason.`,
  });
  return {
    'iterator-age': {
      metric: metric('GetRecords.IteratorAgeMilliseconds', 'Maximum'),
      threshold: quarterMilliseconds(streamRetentionDays),
      periodSeconds: 300,
      description: `The job is a quarter of the stream's retention (${streamRetentionDays} days) behind. What it has not read by the end is lost: raise maxWorkers, or the retention, and read the job's log.`,
    },
    'put-records-throttled': refused('Throttled'),
    'put-records-failed': refused('Failed'),
    silence: {
      metric: metric('IncomingRecords', 'Sum'),
      firesWhen: 'below',
      threshold: 1,
      periodSeconds: hourSeconds,
      periods: newestEventAgeHours,
      missingData: 'breaching',
      description: `No record has come from Azure for ${newestEventAgeHours} hours. Look at the diagnostic settings, then at the forwarder and its parking container.`,
    },
  };
}

function jobWatches({ names, streamRetentionDays, supervisorMinutes }: StreamAlarmsProps): Readonly<Record<string, Watch>> {
  const jobName = streamJobName(names);
  const own = (name: MetricName, service: string, statistic: 'Sum' | 'Maximum') =>
    ({ namespace: metricNamespace, name, dimensions: { [metricDimension]: service }, statistic }) as const;
  const supervisor = names.of('lambdaFunction', 'stream-job-supervisor');
  return {
    'job-not-running': {
      metric: own('StreamJobRunning', supervisor, 'Maximum'),
      firesWhen: 'below',
      threshold: 1,
      // A period must hold a look, and a restart takes some of them.
      periodSeconds: Math.max(300, supervisorMinutes * 60),
      periods: 3,
      missingData: 'breaching',
      description:
        'The stream job has not been running for three looks, or its supervisor does not look. The log of stream-job-supervisor says why.',
    },
    'job-failures': {
      metric: own('StreamJobFailures', supervisor, 'Sum'),
      threshold: 1,
      periodSeconds: 300,
      description:
        "A run of the stream job has ended although it should go on. It was started again; the message from stream-job-supervisor has the run's error.",
    },
    'consumer-lag': {
      // https://docs.aws.amazon.com/glue/latest/dg/glue-streaming-monitoring.html
      metric: {
        namespace: 'Glue',
        name: 'glue.driver.streaming.maxConsumerLagInMs',
        dimensions: { JobName: jobName, JobRunId: 'ALL', Type: 'gauge' },
        statistic: 'Maximum',
      },
      threshold: quarterMilliseconds(streamRetentionDays),
      periodSeconds: 300,
      description: `The oldest record that the job still has to read is a quarter of the stream's retention (${streamRetentionDays} days) old: raise maxWorkers and read the job's log.`,
    },
    'quarantined-records': {
      metric: own('StreamRecordsQuarantined', jobName, 'Sum'),
      threshold: 1,
      periodSeconds: 300,
      description:
        "Records went to the quarantine bucket's refused/ with their reason: they are no activity log records, or have no usable time. docs/security-lake.md says how to bring them back.",
    },
  };
}

function quarterMilliseconds(days: number): number {
  return (days * 24 * hourSeconds * 1000) / 4;
}
