import { Alarm, type AlarmProps } from '../src/building-blocks/alarm';
import { atHours, type CallTimes, everyMinutes } from '../src/building-blocks/call-times';
import { EncryptedQueue } from '../src/building-blocks/encrypted-queue';
import { EncryptedTable } from '../src/building-blocks/encrypted-table';
import { FunctionSchedule, type FunctionScheduleProps } from '../src/building-blocks/function-schedule';
import { type IamStatement, iamPolicy } from '../src/building-blocks/iam-policy';
import { ProtectedBucket } from '../src/building-blocks/protected-bucket';
import { QueueWithDeadLetter } from '../src/building-blocks/queue-with-dead-letter';
import { ServiceRole } from '../src/building-blocks/service-role';
import { resourcesOf } from './synthesize-scope';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const alarms = { topicArn: 'arn:aws:sns:eu-central-1:123456789012:alarms' };
const noAlarms = { noAlarms: true, reason: 'Nobody is on call.' } as const;

describe('iamPolicy', () => {
  it('refuses a wildcard among named resources, where nobody would see it', () => {
    const hidden: IamStatement = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/x', '*'] };
    expect(() => iamPolicy([hidden])).toThrow(/s3:GetObject on every resource/);
  });

  it('leaves out what a statement does not say', () => {
    expect(JSON.parse(iamPolicy([{ actions: ['a:B'], resources: ['arn'] }]))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['a:B'], Resource: ['arn'] }],
    });
  });
});

describe('Alarm', () => {
  const props: AlarmProps = {
    name: 'alarm',
    description: 'Something is wrong; do something.',
    runbook: 'something',
    target: alarms,
    metric: { namespace: 'AuditBridge', name: 'Metric', dimensions: { service: 'f' }, statistic: 'Sum' },
    threshold: 1,
    periodSeconds: 300,
  };
  const build = (change: Partial<AlarmProps>) =>
    resourcesOf(scope => void new Alarm(scope, 'alarm', { ...props, ...change }))('aws_cloudwatch_metric_alarm');

  it('takes silence for health, unless it is told that silence is the failure', () => {
    expect(build({})).toMatchObject([{ treat_missing_data: 'notBreaching' }]);
    expect(build({ missingData: 'breaching' })).toMatchObject([{ treat_missing_data: 'breaching' }]);
  });

  // With `breaching` alone CloudWatch looks further back than `periods`, finds the last value there, and stays quiet for longer.
  it('counts each silent period itself, where so many of them must fire it', () => {
    const [alarm] = build({ missingData: 'zero', firesWhen: 'below', periodSeconds: 3600, periods: 26 });
    expect(alarm).toMatchObject({
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      evaluation_periods: 26,
      treat_missing_data: 'breaching',
      metric_query: [
        {
          id: 'sent',
          metric: { namespace: 'AuditBridge', metric_name: 'Metric', dimensions: { service: 'f' }, stat: 'Sum', period: 3600 },
        },
        { expression: 'FILL(sent, 0)', return_data: true },
      ],
    });
    // CloudWatch takes either a metric or queries.
    for (const attribute of ['namespace', 'metric_name', 'statistic', 'period', 'dimensions']) expect(alarm).not.toHaveProperty(attribute);
  });

  it('is not made where the environment goes without alarms', () => {
    expect(build({ target: noAlarms })).toEqual([]);
  });
});

describe('EncryptedQueue', () => {
  it('is a FIFO queue exactly when its name says so', () => {
    const queues = (name: string) => resourcesOf(scope => void new EncryptedQueue(scope, 'queue', { name, keyArn }))('aws_sqs_queue');
    expect(queues('a.fifo')).toMatchObject([{ fifo_queue: true, message_retention_seconds: 1_209_600 }]);
    expect(queues('a')[0]).not.toHaveProperty('fifo_queue');
  });
});

describe('QueueWithDeadLetter', () => {
  const build = (target: typeof alarms | typeof noAlarms) =>
    resourcesOf(
      scope =>
        void new QueueWithDeadLetter(scope, 'queue', {
          name: 'work',
          deadLetterName: 'work-dead-letter',
          keyArn,
          visibilityTimeoutSeconds: 1800,
          deadLetterRunbook: 'hints-dead-letter',
          deadLetterDescription: 'What to do.',
          alarms: target,
        }),
    );

  it('parks a message after three attempts, with an alarm at the first one that is parked', () => {
    const resources = build(alarms);
    const [, work] = resources('aws_sqs_queue');
    expect(JSON.parse(String(work?.redrive_policy))).toMatchObject({ maxReceiveCount: 3 });
    expect(resources('aws_cloudwatch_metric_alarm')).toMatchObject([
      { threshold: 1, dimensions: { QueueName: 'work-dead-letter' }, alarm_actions: [alarms.topicArn] },
    ]);
  });

  it('still parks messages where nobody is told', () => {
    const resources = build(noAlarms);
    expect(resources('aws_sqs_queue')).toHaveLength(2);
    expect(resources('aws_cloudwatch_metric_alarm')).toEqual([]);
  });
});

describe('ProtectedBucket', () => {
  const build = (protection: 'protected' | 'destroyable') =>
    resourcesOf(
      scope =>
        void new ProtectedBucket(scope, 'bucket', {
          name: 'bucket',
          keyArn,
          protection,
          expirations: [{ id: 'a', prefix: 'a/', days: 9 }],
        }),
    );

  it('cannot be destroyed with its objects in it, or at all, when it is protected', () => {
    expect(build('protected')('aws_s3_bucket')).toMatchObject([{ force_destroy: false, lifecycle: { prevent_destroy: true } }]);
    expect(build('destroyable')('aws_s3_bucket')).toMatchObject([{ force_destroy: true }]);
  });

  // Without it, versions of deleted objects would be paid for, and kept, for ever.
  it('forgets old versions and unfinished uploads too', () => {
    expect(build('protected')('aws_s3_bucket_lifecycle_configuration')[0]?.rule).toMatchObject([
      {
        expiration: [{ days: 9 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });
});

describe('EncryptedTable', () => {
  it('declares each key attribute once, also one that table and index share', () => {
    const tables = resourcesOf(
      scope =>
        void new EncryptedTable(scope, 'table', {
          name: 'table',
          keyArn,
          partitionKey: 'key',
          timeToLiveAttribute: 'expiresAt',
          index: { name: 'index', partitionKey: 'group', sortKey: 'key' },
          protection: 'destroyable',
        }),
    )('aws_dynamodb_table');
    expect(tables[0]?.attribute).toEqual([
      { name: 'key', type: 'S' },
      { name: 'group', type: 'S' },
    ]);
  });
});

describe('FunctionSchedule', () => {
  const build = (times: CallTimes, change: Partial<FunctionScheduleProps> = {}) =>
    resourcesOf(
      scope =>
        void new FunctionSchedule(scope, 'schedule', {
          name: 'schedule',
          groupName: 'group',
          roleName: 'role',
          deadLetterName: 'dead-letter',
          target: { arn: 'arn:aws:lambda:eu-central-1:123456789012:function:f', name: 'f' },
          times,
          keyArn,
          accountId: '123456789012',
          alarms,
          ...change,
        }),
    );

  // EventBridge refuses rate(1 minutes).
  it.each([
    [1, 'rate(1 minute)'],
    [5, 'rate(5 minutes)'],
  ])('of %d minutes is written %s', (minutes, expression) => {
    expect(build(everyMinutes(minutes))('aws_scheduler_schedule')).toMatchObject([{ schedule_expression: expression }]);
  });

  // A step in a cron expression begins at midnight anew, and would leave the hours before the first one out.
  it.each([
    [24, '03:00', 'cron(0 3 * * ? *)'],
    [6, '20:15', 'cron(15 2,8,14,20 * * ? *)'],
    [12, '00:05', 'cron(5 0,12 * * ? *)'],
  ] as const)('of every %d hours, once at %s, is written %s', (everyHours, at, expression) => {
    expect(atHours({ everyHours, at })).toEqual({ expression, intervalMinutes: everyHours * 60 });
  });

  it('gives a call up when the next one is due, and repeats no failed run', () => {
    const resources = build(everyMinutes(5));
    expect(resources('aws_scheduler_schedule')).toMatchObject([{ target: { retry_policy: { maximum_event_age_in_seconds: 300 } } }]);
    const [invocations] = resources('aws_lambda_function_event_invoke_config');
    expect(invocations).toMatchObject({ maximum_retry_attempts: 0 });
    expect(invocations).not.toHaveProperty('destination_config');
  });

  it('repeats a failed run where it is told to, then parks it, and waits no longer than each service can', () => {
    const failedRun = { retries: 2, queueArn: 'arn:aws:sqs:eu-central-1:123456789012:failed-runs' } as const;
    const resources = build(atHours({ everyHours: 24, at: '03:00' }), {
      failedRun,
      input: { scheduledTime: '<aws.scheduler.scheduled-time>' },
    });
    expect(resources('aws_scheduler_schedule')).toMatchObject([
      { target: { input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}', retry_policy: { maximum_event_age_in_seconds: 86_400 } } },
    ]);
    expect(resources('aws_lambda_function_event_invoke_config')).toMatchObject([
      {
        maximum_retry_attempts: 2,
        maximum_event_age_in_seconds: 21_600,
        destination_config: { on_failure: { destination: failedRun.queueArn } },
      },
    ]);
  });
});

describe('ServiceRole', () => {
  it('trusts a service only for calls of one account, where the service tells it', () => {
    const trust = (sourceAccountId?: string) => {
      const [role] = resourcesOf(
        scope =>
          void new ServiceRole(scope, 'role', {
            name: 'role',
            description: 'A role.',
            service: 'scheduler',
            sourceAccountId,
            statements: [],
          }),
      )('aws_iam_role');
      return (JSON.parse(String(role?.assume_role_policy)) as { Statement: [{ Condition?: object }] }).Statement[0].Condition;
    };
    expect(trust('123456789012')).toEqual({ StringEquals: { 'aws:SourceAccount': '123456789012' } });
    expect(trust()).toBeUndefined();
  });
});
