/** Where each service lists what it has. The paths and the words are those of the services' own APIs; moto needs no signature, only the service's name. */
interface Listing {
  readonly service: string;
  readonly request:
    | { readonly path: string }
    | { readonly action: string; readonly version: string }
    | { readonly target: string; readonly body?: object };
  /** What in the answer names one thing. */
  readonly names: RegExp;
  /** What every account has. */
  readonly always?: RegExp;
}

const listings: Readonly<Record<string, Listing>> = {
  alarms: {
    service: 'monitoring',
    request: { action: 'DescribeAlarms', version: '2010-08-01' },
    names: /<AlarmName>([^<]+)/g,
  },
  dashboards: {
    service: 'monitoring',
    request: { action: 'ListDashboards', version: '2010-08-01' },
    names: /<DashboardName>([^<]+)/g,
  },
  databases: { service: 'glue', request: { target: 'AWSGlue.GetDatabases' }, names: /"Name": ?"([^"]+)"/g },
  functions: { service: 'lambda', request: { path: '/2015-03-31/functions' }, names: /"FunctionName": ?"([^"]+)"/g },
  jobs: { service: 'glue', request: { target: 'AWSGlue.ListJobs' }, names: /"(audit-bridge[^"]+)"/g },
  keyAliases: {
    service: 'kms',
    request: { target: 'TrentService.ListAliases' },
    names: /"AliasName": ?"([^"]+)"/g,
    always: /^alias\/aws\//,
  },
  logGroups: { service: 'logs', request: { target: 'Logs_20140328.DescribeLogGroups' }, names: /"logGroupName": ?"([^"]+)"/g },
  queues: { service: 'sqs', request: { target: 'AmazonSQS.ListQueues' }, names: /\/([^/"]+)"/g },
  roles: { service: 'iam', request: { action: 'ListRoles', version: '2010-05-08' }, names: /<RoleName>([^<]+)/g },
  buckets: { service: 's3', request: { path: '/' }, names: /<Name>([^<]+)/g },
  scheduleGroups: { service: 'scheduler', request: { path: '/schedule-groups' }, names: /"Name": ?"([^"]+)"/g, always: /^default$/ },
  schedules: { service: 'scheduler', request: { path: '/schedules' }, names: /"Name": ?"([^"]+)"/g },
  streams: { service: 'kinesis', request: { target: 'Kinesis_20131202.ListStreams' }, names: /"(audit-bridge[^"]+)"/g },
  tables: { service: 'dynamodb', request: { target: 'DynamoDB_20120810.ListTables' }, names: /"(audit-bridge[^"]+)"/g },
  topics: { service: 'sns', request: { action: 'ListTopics', version: '2010-03-31' }, names: /<TopicArn>[^<]*:([^<:]+)</g },
  workgroups: { service: 'athena', request: { target: 'AmazonAthena.ListWorkGroups' }, names: /"Name": ?"([^"]+)"/g, always: /^primary$/ },
};

export interface Left {
  /** Names by kind; every kind is there. */
  readonly things: Readonly<Record<string, readonly string[]>>;
  /** KMS destroys a key after days in which it can be taken back: it stays, with the day of its end. */
  readonly keys: readonly { readonly id: string; readonly state: string; readonly deletedAt: Date | undefined }[];
}

/** Everything that an account on moto has, of each kind that the stacks make. */
export async function leftOnMoto(url: string, region: string): Promise<Left> {
  const things: Record<string, readonly string[]> = {};
  for (const [kind, { service, request, names, always }] of Object.entries(listings)) {
    const text = await ask(url, region, service, request);
    const found = [...text.matchAll(names)].map(([, name = '']) => name);
    things[kind] = found.filter(name => always?.test(name) !== true).sort();
  }
  return { things, keys: await keysOnMoto(url, region) };
}

async function keysOnMoto(url: string, region: string): Promise<Left['keys']> {
  const askKms = async <Answer>(operation: string, body: object = {}) =>
    JSON.parse(await ask(url, region, 'kms', { target: `TrentService.${operation}`, body })) as Answer;
  const { Aliases } = await askKms<{ Aliases: { AliasName: string; TargetKeyId: string }[] }>('ListAliases');
  const ofServices = new Set(Aliases.filter(({ AliasName }) => AliasName.startsWith('alias/aws/')).map(({ TargetKeyId }) => TargetKeyId));
  const { Keys } = await askKms<{ Keys: { KeyId: string }[] }>('ListKeys');
  return Promise.all(
    Keys.filter(({ KeyId }) => !ofServices.has(KeyId)).map(async ({ KeyId }) => {
      const { KeyMetadata } = await askKms<{ KeyMetadata: { KeyState: string; DeletionDate?: number } }>('DescribeKey', { KeyId });
      const { DeletionDate: seconds } = KeyMetadata;
      return { id: KeyId, state: KeyMetadata.KeyState, deletedAt: seconds === undefined ? undefined : new Date(seconds * 1000) };
    }),
  );
}

async function ask(url: string, region: string, service: string, request: Listing['request']): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=fake/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const response = await ('path' in request
    ? fetch(`${url}${request.path}`, { headers: { authorization } })
    : 'action' in request
      ? fetch(url, {
          method: 'POST',
          headers: { authorization },
          body: new URLSearchParams({ Action: request.action, Version: request.version }),
        })
      : fetch(url, {
          method: 'POST',
          headers: { authorization, 'x-amz-target': request.target, 'content-type': 'application/x-amz-json-1.1' },
          body: JSON.stringify(request.body ?? {}),
        }));
  const text = await response.text();
  if (!response.ok) throw new Error(`moto does not list what ${service} has: ${response.status} ${text.slice(0, 500)}`);
  return text;
}
