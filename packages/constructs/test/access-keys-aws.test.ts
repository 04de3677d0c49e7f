import { environmentSchema } from '@audit-bridge/access-key-report/environment';
import { TerraformStack, Testing } from 'cdktf';
import { AccessKeysAws } from '../src/pipelines/access-keys/aws';
import { accountId, awsProps, type Change, dataCollector, logsIngestion, reporterRoleArn, roleName } from './access-keys-aws-props';

type Values = Readonly<Record<string, unknown>>;

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: '*' | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function build(change: Change = {}) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AccessKeysAws(stack, 'aws-half', awsProps(change));
  const json = JSON.parse(Testing.synth(stack)) as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, Values>>>>;
    readonly output?: Readonly<Record<string, { readonly value: Readonly<Record<string, string>> }>>;
  };
  const all = (type: string) => Object.values(json.resource[type] ?? {});
  const [lambda] = all('aws_lambda_function');
  const [policy] = all('aws_iam_role_policy')
    .map(values => String(values.policy))
    .filter(text => text.includes('iam:ListUsers'));
  const { Statement: statements } = JSON.parse(String(policy)) as { Statement: readonly Statement[] };
  return {
    all,
    output: json.output,
    statements,
    statement: (action: string) => statements.filter(({ Action }) => Action.includes(action)),
    variables: (lambda?.environment as { variables: Readonly<Record<string, string>> } | undefined)?.variables ?? {},
  };
}

const organization: Change = { settings: { accounts: { kind: 'organization', roleName } } };
const members: Change = { settings: { accounts: { kind: 'members', accountIds: ['111122223333', '444455556666'], roleName } } };
const watched: Change = { ...members, organizationId: 'o-exampleorgid' };
const onlyAsTheFunction = {
  ArnEquals: { 'lambda:SourceFunctionArn': `arn:aws:lambda:eu-central-1:${accountId}:function:audit-bridge-dev-access-key-report` },
};

describe('The function of AccessKeysAws', () => {
  it.each<[string, Change]>([
    ['its own account over logs ingestion', {}],
    ['members over the data collector', { ...members, destination: dataCollector }],
    ['the organization', organization],
    ['members, beside others of the organization', watched],
  ])('is told what its own schema takes: %s', (_what, change) => {
    const { variables } = build(change);
    // What Terraform fills in at apply.
    const filled = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value.replace(/\$\{[^}]+\}/g, 'arn')]));
    expect(environmentSchema.safeParse(filled).error?.issues ?? []).toEqual([]);
    expect(Object.keys(variables).filter(name => !(name in environmentSchema.shape))).toEqual([]);
  });

  it('asks for tokens outside the public cloud where its tenant is', () => {
    const authorityHost = 'https://login.microsoftonline.us';
    expect(build({ destination: { ...logsIngestion, authorityHost } as typeof logsIngestion }).variables.AZURE_AUTHORITY_HOST).toBe(
      authorityHost,
    );
  });

  // The run's id is made of it: with another time in each retry, each would be a run of its own.
  it('is called with the time that it was scheduled for, once a day', () => {
    expect(build().all('aws_scheduler_schedule')).toMatchObject([
      { schedule_expression: 'cron(0 3 * * ? *)', target: { input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}' } },
    ]);
  });

  it('fails three times before its run is parked, with an alarm on each way to be lost', () => {
    const { all, statement } = build();
    expect(all('aws_lambda_function_event_invoke_config')).toMatchObject([
      { maximum_retry_attempts: 2, destination_config: { on_failure: { destination: expect.stringContaining('aws_sqs_queue.') } } },
    ]);
    expect(statement('sqs:SendMessage')).toHaveLength(1);
    const names = all('aws_cloudwatch_metric_alarm').map(({ alarm_name: name }) => String(name).replace('audit-bridge-dev-', ''));
    expect(names.sort()).toEqual([
      'access-key-report-dead-letter-depth',
      'access-key-report-dropped',
      'access-key-report-errors',
      'access-key-report-target-errors',
      'access-key-report-throttles',
      'access-key-report-undelivered',
      'access-keys-accounts-failed',
      'access-keys-no-report',
      'report-schedule-dead-letter-depth',
    ]);
  });

  it.each([
    [24, 26],
    [6, 8],
  ] as const)('is missed when it ran every %d hours and has not completed for %d', (everyHours, hours) => {
    const alarms = build({ settings: { schedule: { everyHours, at: '03:00' } } }).all('aws_cloudwatch_metric_alarm');
    const [alarm] = alarms.filter(({ alarm_name: name }) => String(name).endsWith('no-report'));
    expect(alarm).toMatchObject({ comparison_operator: 'LessThanThreshold', threshold: 1, evaluation_periods: hours });
    expect(JSON.stringify(alarm?.metric_query)).toContain(
      '"metric_name":"ReportsCompleted","namespace":"AuditBridge","period":3600,"stat":"Sum"',
    );
  });

  it('is watched for accounts that it does not read where a setting says that it may look, and for looks that fail', () => {
    const alarms = build(watched).all('aws_cloudwatch_metric_alarm');
    const alarm = (word: string) => alarms.find(({ alarm_name: name }) => name === `audit-bridge-dev-access-keys-${word}`);
    // A daily value decides until the next one: an alarm that is over after five minutes looks mended.
    expect(alarm('uncovered-accounts')).toMatchObject({
      metric_name: 'UncoveredAccounts',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      treat_missing_data: 'ignore',
    });
    expect(alarm('account-coverage-unknown')).toMatchObject({ comparison_operator: 'LessThanThreshold', evaluation_periods: 26 });
    expect(JSON.stringify(alarm('account-coverage-unknown')?.metric_query)).toContain('"metric_name":"CoverageChecks"');
    expect(build(members).all('aws_cloudwatch_metric_alarm')).toHaveLength(alarms.length - 2);
  });

  it('still parks failed runs where nobody is told', () => {
    const { all } = build({ alarms: { noAlarms: true, reason: 'Nobody is on call.' } });
    expect(all('aws_cloudwatch_metric_alarm')).toEqual([]);
    expect(all('aws_sqs_queue')).toHaveLength(2);
  });
});

describe('The role of the function of AccessKeysAws', () => {
  it('reads its own account as the function alone, and reaches no other one', () => {
    const { statement, statements } = build();
    expect(statement('iam:ListUsers')).toEqual([
      {
        Sid: 'ReadUsers',
        Effect: 'Allow',
        Action: ['iam:GetAccountSummary', 'iam:ListUsers'],
        Resource: '*',
        Condition: onlyAsTheFunction,
      },
    ]);
    expect(statement('iam:ListAccessKeys')).toMatchObject([
      { Action: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys'], Resource: [`arn:aws:iam::${accountId}:user/*`] },
    ]);
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter(action => /^(iam|sts|organizations|secretsmanager):/.test(action)).sort()).toEqual([
      'iam:GetAccessKeyLastUsed',
      'iam:GetAccountSummary',
      'iam:ListAccessKeys',
      'iam:ListUsers',
      'sts:GetWebIdentityToken',
    ]);
  });

  it('assumes exactly the roles of the listed members', () => {
    const { statement } = build(members);
    expect(statement('sts:AssumeRole')).toMatchObject([
      {
        Resource: [`arn:aws:iam::111122223333:role/${roleName}`, `arn:aws:iam::444455556666:role/${roleName}`],
        Condition: onlyAsTheFunction,
      },
    ]);
    expect(statement('organizations:ListAccounts')).toEqual([]);
  });

  it('lists the named organization, and no other one, to look for accounts that it does not read', () => {
    const { statement } = build(watched);
    expect(statement('organizations:ListAccounts')).toMatchObject([
      { Sid: 'ListAccounts', Resource: '*', Condition: { ...onlyAsTheFunction, StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } },
    ]);
    expect(build({ organizationId: 'o-exampleorgid' }).statement('sts:AssumeRole')).toEqual([]);
  });

  it('lists the organization and assumes one role name within it', () => {
    const { statement } = build(organization);
    expect(statement('organizations:ListAccounts')).toMatchObject([{ Resource: '*', Condition: onlyAsTheFunction }]);
    expect(statement('sts:AssumeRole')).toMatchObject([
      {
        Sid: 'AssumeReaderRoles',
        Resource: [`arn:aws:iam::*:role/${roleName}`],
        Condition: { ...onlyAsTheFunction, StringEqualsIfExists: { 'aws:ResourceOrgID': '$${aws:PrincipalOrgID}' } },
      },
    ]);
  });

  it('has a token or a secret, never both', () => {
    expect(build().statement('sts:GetWebIdentityToken')).toMatchObject([
      { Condition: { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'api://AzureADTokenExchange' } } },
    ]);
    const { statement, variables } = build({ destination: dataCollector });
    expect(statement('sts:GetWebIdentityToken')).toEqual([]);
    expect(statement('secretsmanager:GetSecretValue')).toMatchObject([{ Resource: [dataCollector.secretArn] }]);
    expect(statement('kms:Decrypt')).toContainEqual(expect.objectContaining({ Resource: [dataCollector.secretKmsKeyArn] }));
    expect(variables).not.toHaveProperty('AZURE_CLIENT_ID');
  });

  it("fits into a role's policy with as many members as the settings take", () => {
    const accountIds = Array.from({ length: 80 }, (_, index) => String(200_000_000_000 + index));
    const { statements } = build({
      destination: dataCollector,
      organizationId: `o-${'a'.repeat(32)}`,
      settings: { accounts: { kind: 'members', accountIds, roleName: 'r'.repeat(64) } },
    });
    // What a reference is at most: an ARN of a queue, a key or a log group. White space does not count.
    const text = JSON.stringify(statements).replace(/\$\{[^}]+\}/g, 'x'.repeat(160));
    expect(text.length).toBeLessThan(10_240);
  });
});

describe('The key of the pseudonyms', () => {
  const keyOf = (change: Change) => {
    const [key] = build(change)
      .all('aws_kms_key')
      .filter(({ key_usage: usage }) => usage === 'GENERATE_VERIFY_MAC');
    return key;
  };

  it('is used by the function alone, with one algorithm', () => {
    const key = keyOf({});
    expect(key).toMatchObject({ customer_master_key_spec: 'HMAC_256' });
    const { Statement: statements } = JSON.parse(String(key?.policy)) as { Statement: readonly Statement[] };
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: ['kms:GenerateMac', 'kms:VerifyMac'],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': reporterRoleArn } },
      }),
    );
    expect(build().statement('kms:GenerateMac')).toMatchObject([{ Condition: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } } }]);
  });

  // Another key makes other pseudonyms: to every query over time all access keys would vanish and new ones appear.
  it('is protected like data, and exists also where another key is given for encryption', () => {
    const encryption = { kind: 'given', kmsKeyArn: `arn:aws:kms:eu-central-1:${accountId}:key/1` } as const;
    expect(keyOf({ encryption })).toMatchObject({ lifecycle: { prevent_destroy: true }, deletion_window_in_days: 30 });
    expect(keyOf({ protection: 'destroyable' })).not.toHaveProperty('lifecycle');
  });
});

describe('The output of AccessKeysAws', () => {
  it('tells which role other accounts need, and how they get it, where there are others', () => {
    expect(build().output).toBeUndefined();
    const output = build(organization).output?.member_role?.value;
    expect(output).toMatchObject({ role_name: roleName, trusts: reporterRoleArn, accounts: expect.stringContaining('management account') });
    expect(output?.command).toContain('--template-file templates/access-key-reader-role.json');
    expect(output?.command).toContain(`--parameter-overrides ReporterRoleArn=${reporterRoleArn} RoleName=${roleName}`);
    expect(build(members).output?.member_role?.value.accounts).toBe('111122223333, 444455556666');
  });
});
