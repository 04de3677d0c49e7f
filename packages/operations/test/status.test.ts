import { parseEnvironment } from '@audit-bridge/config';
import type { AwsConnections } from '../src/clouds/aws-connections';
import type { AzureConnections } from '../src/clouds/azure-connections';
import { describeStatus } from '../src/status/describe-status';
import { hoursBefore, readMetrics } from '../src/status/metric-reader';
import type { EnvironmentStatus, PipelineStatus } from '../src/status/pipeline-status';
import { problemsOf } from '../src/status/problems-of';
import { readAlarms } from '../src/status/read-alarms';
import { readCoverage } from '../src/status/read-coverage';
import { readHub } from '../src/status/read-hub';
import { functionAppTrigger } from '../src/status/triggers/function-app-trigger';
import { jobTrigger } from '../src/status/triggers/job-trigger';
import { mappingTrigger } from '../src/status/triggers/mapping-trigger';
import { scheduleTrigger } from '../src/status/triggers/schedule-trigger';

const subscriptionIds = ['11111111-1111-4111-8111-111111111111'];
const tenantId = '22222222-2222-4222-8222-222222222222';
const environment = parseEnvironment({
  kind: 'development',
  name: 'dev',
  aws: { accountId: '123456789012', region: 'eu-central-1' },
  azure: { tenantId, subscriptionId: subscriptionIds[0] ?? '', subscriptionIds, location: 'westeurope' },
  state: {
    kind: 's3',
    bucket: 'state',
    region: 'eu-central-1',
    kmsKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/1b4e28ba-2fa1-11d2-883f-0016d3cca427',
  },
  protection: 'destroyable',
  logRetentionDays: 30,
  alarms: {},
  pipelines: {
    securityLake: { source: 'diagnostic-setting', lake: { kind: 'bucket', retentionDays: 90 } },
    accessKeys: {
      accounts: { kind: 'members', accountIds: ['111122223333'], roleName: 'reader' },
      transport: { kind: 'logs-ingestion', issuerUrl: 'https://1b4e28ba-2fa1-11d2-883f-0016d3cca427.tokens.sts.global.api.aws' },
      workspace: { kind: 'created', retentionDays: 90 },
    },
  },
});

/** Answers by the name of the command, or throws what stands there. */
function awsOf(answers: Readonly<Record<string, unknown>>): AwsConnections {
  const send = async (command: object) => {
    const answer = answers[command.constructor.name];
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(command) : (answer ?? {});
  };
  return {
    settings: { region: 'eu-central-1' },
    // The paginators ask whether they were given a client of their service.
    client: Client => Object.assign(Object.create((Client as unknown as { prototype: object }).prototype), { send }),
  };
}

function azureOf(pages: Readonly<Record<string, readonly unknown[]>>): AzureConnections {
  const list = async function* (path: string) {
    yield* Object.entries(pages).find(([part]) => path.includes(part))?.[1] ?? [];
  };
  return { resourceManager: () => ({ list }) } as unknown as AzureConnections;
}

const context = (answers: Readonly<Record<string, unknown>>, pages: Readonly<Record<string, readonly unknown[]>> = {}) => ({
  environment,
  clouds: { aws: awsOf(answers), azure: azureOf(pages) },
});

describe('readMetrics', () => {
  const hours = hoursBefore(new Date('2026-05-04T10:40:00Z'), 3);
  const metric = { namespace: 'AuditBridge', name: 'EventsIn', dimensions: { service: 'f' }, statistic: 'Sum' } as const;

  it('takes whole hours, the present one last', () => {
    expect(hours.map(hour => new Date(hour).toISOString())).toEqual([
      '2026-05-04T08:00:00.000Z',
      '2026-05-04T09:00:00.000Z',
      '2026-05-04T10:00:00.000Z',
    ]);
  });

  it('puts the values of every page where they belong', async () => {
    const asked: { readonly input: { readonly NextToken?: string; readonly StartTime?: Date; readonly EndTime?: Date } }[] = [];
    const client = {
      send: async (command: (typeof asked)[number]) => {
        asked.push(command);
        const second = command.input.NextToken !== undefined;
        return {
          MetricDataResults: [{ Id: second ? 'm0' : 'm1', Timestamps: [new Date(hours[second ? 2 : 0] ?? 0)], Values: [second ? 7 : 5] }],
          ...(second ? {} : { NextToken: 'more' }),
        };
      },
    };
    const values = await readMetrics(client as never, [metric, { ...metric, name: 'EventsAccepted' }], hours);
    expect(values.map(ofQuery => [...ofQuery])).toEqual([[[hours[2], 7]], [[hours[0], 5]]]);
    expect(asked[0]?.input).toMatchObject({ StartTime: new Date('2026-05-04T08:00:00Z'), EndTime: new Date('2026-05-04T11:00:00Z') });
  });
});

describe('triggers', () => {
  const site = { id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/App', properties: { state: 'Running' } };
  const functions = [{ name: 'forward', properties: { isDisabled: false } }];

  it.each<readonly [what: string, read: () => Promise<{ readonly state: string; readonly detail: string }>, state: string, detail: RegExp]>(
    [
      [
        'a schedule',
        () =>
          scheduleTrigger(context({ GetScheduleCommand: { State: 'ENABLED', ScheduleExpression: 'rate(5 minutes)' } }), {
            name: 's',
            group: 'g',
          }).read(),
        'runs',
        /rate\(5 minutes\)/,
      ],
      [
        'a schedule that somebody turned off',
        () => scheduleTrigger(context({ GetScheduleCommand: { State: 'DISABLED' } }), { name: 's', group: 'g' }).read(),
        'stopped',
        /It is DISABLED/,
      ],
      [
        'a queue',
        () => mappingTrigger(context({ ListEventSourceMappingsCommand: { EventSourceMappings: [{ State: 'Enabled' }] } }), 'f').read(),
        'runs',
        /Enabled/,
      ],
      [
        'a queue that somebody turned off',
        () =>
          mappingTrigger(
            context({ ListEventSourceMappingsCommand: { EventSourceMappings: [{ State: 'Disabled', UUID: 'u' }] } }),
            'f',
          ).read(),
        'stopped',
        /--uuid u --enabled/,
      ],
      [
        'a function without a queue',
        () => mappingTrigger(context({ ListEventSourceMappingsCommand: { EventSourceMappings: [] } }), 'f').read(),
        'stopped',
        /deploy/,
      ],
      [
        'a job',
        () => jobTrigger(context({ GetJobRunsCommand: { JobRuns: [{ JobRunState: 'RUNNING', StartedOn: new Date(0) }] } }), 'j').read(),
        'runs',
        /RUNNING since 1970/,
      ],
      [
        'a job that failed',
        () =>
          jobTrigger(context({ GetJobRunsCommand: { JobRuns: [{ JobRunState: 'FAILED', ErrorMessage: 'out of memory' }] } }), 'j').read(),
        'stopped',
        /FAILED: out of memory/,
      ],
      ['a job that never ran', () => jobTrigger(context({ GetJobRunsCommand: { JobRuns: [] } }), 'j').read(), 'stopped', /never run/],
      [
        'an app',
        () => functionAppTrigger(context({}, { '/functions?': functions, 'Microsoft.Web/sites?': [site] }), 'app').read(),
        'runs',
        /1 functions/,
      ],
      [
        'an app that was stopped',
        () => functionAppTrigger(context({}, { 'Microsoft.Web/sites?': [{ ...site, properties: { state: 'Stopped' } }] }), 'app').read(),
        'stopped',
        /--action start/,
      ],
      [
        'an app with a function turned off',
        () =>
          functionAppTrigger(
            context({}, { '/functions?': [{ name: 'forward', properties: { isDisabled: true } }], 'Microsoft.Web/sites?': [site] }),
            'app',
          ).read(),
        'stopped',
        /Turned off: forward/,
      ],
      [
        'an app without functions',
        () => functionAppTrigger(context({}, { 'Microsoft.Web/sites?': [site] }), 'app').read(),
        'stopped',
        /no function/,
      ],
      ['no app', () => functionAppTrigger(context({}), 'app').read(), 'stopped', /no such app/],
    ],
  )('tells of %s', async (_, read, state, detail) => {
    const status = await read();
    expect(status.state).toBe(state);
    expect(status.detail).toMatch(detail);
  });
});

describe('readAlarms', () => {
  it('takes what is not quiet in both clouds, and of this environment alone', async () => {
    const alert = (name: string) => ({
      properties: { essentials: { alertRule: `/subscriptions/s/rules/${name}`, startDateTime: '2026-05-04T10:00:00Z' } },
    });
    const alarms = await readAlarms(
      context(
        {
          DescribeAlarmsCommand: {
            MetricAlarms: [
              { AlarmName: 'audit-bridge-dev-a', StateValue: 'OK' },
              { AlarmName: 'audit-bridge-dev-b', StateValue: 'ALARM' },
              { AlarmName: 'audit-bridge-dev-c', StateValue: 'INSUFFICIENT_DATA' },
            ],
          },
        },
        { AlertsManagement: [alert('audit-bridge-dev-d'), alert('audit-bridge-develop-d')] },
      ),
      'audit-bridge-dev-',
    );
    expect(alarms.map(({ cloud, name, state }) => [cloud, name, state])).toEqual([
      ['AWS', 'audit-bridge-dev-b', 'fires'],
      ['AWS', 'audit-bridge-dev-c', 'no data'],
      ['Azure', 'audit-bridge-dev-d', 'fires'],
    ]);
  });
});

describe('readCoverage', () => {
  const subscription = (id: string, more: object = {}) => ({
    subscriptionId: id,
    displayName: `name of ${id}`,
    state: 'Enabled',
    tenantId,
    ...more,
  });
  const pages = {
    '/subscriptions?': [
      subscription((subscriptionIds[0] ?? '').toUpperCase()),
      subscription('new'),
      subscription('off', { state: 'Disabled' }),
      subscription('foreign', { tenantId: 'other' }),
    ],
  };
  const account = (Id: string, Status = 'ACTIVE') => ({ Id, Name: `name of ${Id}`, Status });

  it('finds subscriptions and accounts that nobody collects from', async () => {
    const Accounts = [account('123456789012'), account('111122223333'), account('444455556666'), account('777788889999', 'SUSPENDED')];
    expect(await readCoverage(context({ ListAccountsCommand: { Accounts } }, pages))).toEqual([
      { kind: 'subscriptions', covered: 1, uncovered: [{ id: 'new', name: 'name of new' }], unwatchedWithout: 'azure.managementGroupId' },
      {
        kind: 'accounts',
        covered: 2,
        uncovered: [{ id: '444455556666', name: 'name of 444455556666' }],
        unwatchedWithout: 'aws.organizationId',
      },
    ]);
  });

  it('has nothing more to cover in an account on its own', async () => {
    const alone = Object.assign(new Error('x'), { name: 'AWSOrganizationsNotInUseException' });
    expect((await readCoverage(context({ ListAccountsCommand: alone }, pages)))[1]).toEqual({
      kind: 'accounts',
      covered: 2,
      uncovered: [],
      unwatchedWithout: 'aws.organizationId',
    });
  });

  it('knows what an alarm watches', async () => {
    const watching = {
      ...environment,
      aws: { ...environment.aws, organizationId: 'o-exampleorgid' },
      azure: { ...environment.azure, managementGroupId: tenantId },
    };
    for (const coverage of await readCoverage({ ...context({}, pages), environment: watching }))
      expect(coverage).not.toHaveProperty('unwatchedWithout');
  });

  it('says what it may not read, and calls nothing covered', async () => {
    const denied = Object.assign(new Error('not you'), { name: 'AccessDeniedException' });
    expect((await readCoverage(context({ ListAccountsCommand: denied }, pages)))[1]).toEqual({
      kind: 'accounts',
      covered: 0,
      uncovered: [],
      unknown: 'AccessDeniedException: not you',
    });
  });
});

describe('readHub', () => {
  const hours = hoursBefore(new Date('2026-05-04T10:40:00Z'), 2);
  const answer = (columns: readonly string[], ...rows: readonly (readonly (string | number | null)[])[]) => ({
    tables: [{ columns: columns.map(name => ({ name })), rows }],
  });
  const asked: { readonly path: string; readonly body: { readonly query: string; readonly timespan: string } }[] = [];
  const hubOf = (answers: (query: string) => unknown) => {
    const send = async (_: string, path: string, body: (typeof asked)[number]['body']) => {
      asked.push({ path, body });
      return answers(body.query);
    };
    const { clouds, ...rest } = context({});
    return readHub({ ...rest, clouds: { ...clouds, azure: { logAnalytics: () => ({ send }) } as unknown as AzureConnections } }, hours);
  };

  it('adds up what the forwarder tells, and finds its latest lag', async () => {
    const hub = await hubOf(query =>
      query.includes('ForwardingLagSeconds')
        ? answer(['timestamp', 'ForwardingLagSeconds'], ['2026-05-04T09:00:00.000Z', 2.5], ['2026-05-04T10:00:00.000Z', null])
        : answer(
            [
              'timestamp',
              'RecordsRefused',
              'MessagesIn',
              'RecordsForwarded',
              'ParkedRecordsForwarded',
              'RecordsUndelivered',
              'MessagesLost',
            ],
            ['2026-05-04T10:00:00.000Z', 1, 5, 40, 2, 3, null],
          ),
    );
    expect(hub.counts.map(({ name, perHour }) => [name, perHour])).toEqual([
      ['taken', [0, 5]],
      ['forwarded', [0, 42]],
      ['parked', [0, 4]],
      ['lost', [0, 0]],
    ]);
    expect(hub).toMatchObject({ lagSeconds: 2.5 });
    expect(asked[0]).toMatchObject({
      path: expect.stringMatching(/^\/v1\/subscriptions\/11111111.*\/components\/audit-bridge-dev-forwarder\/query$/),
      body: { timespan: '2026-05-04T09:00:00.000Z/2026-05-04T11:00:00.000Z' },
    });
  });

  it('says why it knows nothing, and takes that for no 0', async () => {
    const hub = await hubOf(() => {
      throw new Error('not you');
    });
    expect(hub).toMatchObject({ unknown: expect.stringContaining('not you'), lagSeconds: undefined });
    expect(hub.counts.flatMap(({ perHour }) => perHour).every(Number.isNaN)).toBe(true);
  });
});

const readAt = new Date('2026-05-04T10:40:00Z');
const well: PipelineStatus = {
  pipeline: 'security-lake',
  newest: { at: new Date('2026-05-04T10:30:00Z') },
  lagSeconds: 95,
  lastRunAt: new Date('2026-05-04T10:00:00Z'),
  counts: [{ name: 'in', what: 'records read', perHour: [0, 10, 40] }],
  failurePlaces: [
    { name: 'quarantine', depth: 0, remedy: 'npx pnpm bridge replay dev security-lake' },
    { name: 'routed', depth: 12, remedy: 'none: a setting keeps them out.' },
  ],
  triggers: [{ name: 'job j', state: 'runs', detail: 'RUNNING' }],
};
const status = (more: Partial<EnvironmentStatus> = {}, pipeline: Partial<PipelineStatus> = {}): EnvironmentStatus => ({
  environment: 'dev',
  readAt,
  windowHours: 3,
  pipelines: [{ ...well, ...pipeline }],
  alarms: [],
  coverage: [{ kind: 'subscriptions', covered: 1, uncovered: [] }],
  ...more,
});

describe('problemsOf', () => {
  it('finds nothing where all is well, nor in what a setting keeps out of the lake', () => {
    expect(problemsOf(status())).toEqual([]);
  });

  it.each<readonly [what: string, status: EnvironmentStatus, problem: RegExp]>([
    [
      'a trigger that stands still',
      status({}, { triggers: [{ name: 'job j', state: 'stopped', detail: 'FAILED' }] }),
      /job j does not run. FAILED/,
    ],
    [
      'a trigger that nobody may look at',
      status({}, { triggers: [{ name: 'job j', state: 'unknown', detail: 'AccessDenied' }] }),
      /job j could not be read/,
    ],
    ['refused records', status({}, { failurePlaces: [{ name: 'quarantine', depth: 3, remedy: 'replay' }] }), /3 in quarantine. replay/],
    [
      'a place that nobody may look into',
      status({}, { failurePlaces: [{ name: 'quarantine', depth: undefined, remedy: 'AccessDenied' }] }),
      /quarantine could not be read/,
    ],
    [
      'metrics that nobody may read',
      status({}, { counts: [{ name: 'in', what: 'x', perHour: [Number.NaN] }] }),
      /metrics could not be read/,
    ],
    [
      'an alarm',
      status({ alarms: [{ name: 'a', cloud: 'AWS', state: 'fires', since: undefined, description: '' }] }),
      /alarm a fires on AWS/,
    ],
    [
      'messages that the hub has lost',
      status({}, { hub: { counts: [{ name: 'lost', what: 'x', perHour: [0, 2] }], lagSeconds: 1 } }),
      /2 messages of the event hub are lost/,
    ],
    [
      'a forwarder of which nobody may read',
      status({}, { hub: { counts: [{ name: 'lost', what: 'x', perHour: [Number.NaN] }], lagSeconds: undefined, unknown: 'AccessDenied' } }),
      /what the forwarder tells could not be read. AccessDenied/,
    ],
    ['alarms that nobody may read', status({ alarms: undefined }), /alarms could not be read/],
    [
      'what is not covered',
      status({ coverage: [{ kind: 'accounts', covered: 1, uncovered: [{ id: '1', name: 'x' }] }] }),
      /1 accounts are not covered/,
    ],
    [
      'a coverage that nobody may read',
      status({ coverage: [{ kind: 'accounts', covered: 0, uncovered: [], unknown: 'AccessDenied' }] }),
      /could not be read: AccessDenied/,
    ],
  ])('finds %s', (_, told, problem) => {
    expect(problemsOf(told)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('describeStatus', () => {
  it('is a short picture', () => {
    expect(describeStatus(status(), { utf8: true, colour: false })).toEqual([
      'dev at 2026-05-04T10:40:00Z, the last 3 hours',
      '',
      'security-lake',
      '  newest    10 min ago (2026-05-04T10:30:00Z), lag 95 s; last run in the hour of 2026-05-04T10:00Z',
      '  in         ▂█  50 records read',
      '  failures  quarantine 0, routed 12',
      '  runs      job j (RUNNING)',
      '',
      'subscriptions: 1 covered, 0 not',
      'All is well.',
    ]);
  });

  it('says which setting would let an alarm watch what is not covered', () => {
    const lines = describeStatus(
      status({ coverage: [{ kind: 'accounts', covered: 1, uncovered: [], unwatchedWithout: 'aws.organizationId' }] }),
      { utf8: false, colour: false },
    );
    expect(lines).toContain('accounts: 1 covered, 0 not; no alarm watches it without the setting aws.organizationId');
  });

  it('shows the way from the hub before the way from the stream', () => {
    const hub = { counts: [{ name: 'forwarded', what: 'records forwarded', perHour: [0, 0, 7] }], lagSeconds: 3 } as const;
    expect(describeStatus(status({}, { hub }), { utf8: true, colour: false }).slice(3, 6)).toEqual([
      '  newest    10 min ago (2026-05-04T10:30:00Z), lag behind the hub 3 s, behind the stream 95 s; last run in the hour of 2026-05-04T10:00Z',
      '  forwarded   █  7 records forwarded',
      '  in         ▂█  50 records read',
    ]);
  });

  it('calls nothing well that it does not know', () => {
    const lines = describeStatus(
      status({ alarms: undefined }, { newest: { missing: 'AccessDenied' }, counts: [{ name: 'in', what: 'x', perHour: [Number.NaN] }] }),
      { utf8: false, colour: false },
    );
    expect(lines.join('\n')).toContain('newest    AccessDenied');
    expect(lines.join('\n')).toContain('in        ?  ? x');
    expect(lines).toContain('2 to look at:');
  });
});
