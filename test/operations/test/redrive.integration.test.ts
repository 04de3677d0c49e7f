import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { readRecord } from '@audit-bridge/activity-log';
import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import { systemClock } from '@audit-bridge/backoff';
import { bundleFunctions } from '@audit-bridge/bundling';
import { type Environment, parseEnvironment } from '@audit-bridge/config';
import { type FailedRecord, readFailedRecordsPointer, S3FailurePlace } from '@audit-bridge/failed-events';
import { type Clients, connectToMoto } from '@audit-bridge/local/cloudtrail-lake/clients';
import { type CloudTrailLakeEmulators, startEmulators } from '@audit-bridge/local/cloudtrail-lake/emulators';
import { functionVariables } from '@audit-bridge/local/cloudtrail-lake/function-variables';
import { createResources } from '@audit-bridge/local/cloudtrail-lake/resources';
import { trust } from '@audit-bridge/local/emulators/azurite-client';
import { startLambda } from '@audit-bridge/local/emulators/lambda-runtime';
import { Running } from '@audit-bridge/local/emulators/running';
import { testAccountId, testCredentials, testRegion } from '@audit-bridge/local/emulators/test-account';
import { Names, operatedNames } from '@audit-bridge/naming';
import { runBridge } from '@audit-bridge/operations';
import { ProcessorSink } from '@audit-bridge/operations/backfill/processor-sink';
import { identityOfRecord } from '@audit-bridge/operations/events/identity-of-record';
import { dynamoDbRegister } from '@audit-bridge/operations/locks/dynamodb-register';
import { takeLock } from '@audit-bridge/operations/locks/held-lock';
import { explainProblem } from '@audit-bridge/operations/problems/explain-problem';
import { generateRecords, hourBlobPath } from '@audit-bridge/sample-records';
import { sandbox } from '@audit-bridge/stacks/environments/sandbox';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ClientAssertionCredential } from '@azure/identity';
import { type LambdaApi, startLambdaApi } from '../lambda-api';

const root = join(__dirname, '../../..');
const subscriptionId = '33333333-3333-4333-8333-333333333333';
const environment = parseEnvironment({
  ...sandbox,
  aws: { accountId: testAccountId, region: testRegion },
  azure: { ...sandbox.azure, tenantId: subscriptionId, subscriptionId, subscriptionIds: [subscriptionId] },
});
const names = operatedNames(Names.ofEnvironment(environment));

interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

describe('bridge redrive, on emulators and the bundled processor', () => {
  const running = new Running();
  const variables = { ...process.env };
  let emulators: CloudTrailLakeEmulators;
  let clients: Clients;
  let lambdaApi: LambdaApi;
  let queueUrl = '';
  let failures: S3FailurePlace;

  beforeAll(async () => {
    const [artifacts, started] = await Promise.all([bundleFunctions({ names: ['activity-log-processor'] }), startEmulators(running)]);
    emulators = started;
    clients = connectToMoto(emulators.moto.url);
    const { QueueUrl = '' } = await clients.sqs.send(new CreateQueueCommand({ QueueName: names.failedEventsQueue }));
    queueUrl = QueueUrl;
    const key = stateTable.partitionKey;
    await clients.dynamodb.send(
      new CreateTableCommand({
        TableName: names.stateTable,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      }),
    );
    Object.assign(process.env, emulators.sdkVariables, { AWS_ENDPOINT_URL_STS: emulators.moto.url });
    const resources = { ...(await createResources({ clients })), failedEvents: { url: queueUrl, arn: '' } };
    const destination = { DESTINATION: 'cloudtrail-lake', CHANNEL_ARN: emulators.cloudTrailData.channelArn } as const;
    const { processor } = functionVariables({ emulators, resources, subscriptionIds: [subscriptionId], destination });
    const zipPath = artifacts['activity-log-processor']?.path ?? '';
    const lambda = await running.add(startLambda({ name: 'activity-log-processor', zipPath, environment: processor }));
    lambdaApi = await running.add(startLambdaApi(lambda));
    process.env.AWS_ENDPOINT_URL_LAMBDA = lambdaApi.url;
    failures = new S3FailurePlace({ ...clients, bucket: resources.failedEventsBucket, queueUrl, clock: systemClock });
  }, 180_000);

  afterEach(async () => {
    lambdaApi.beforeInvoke = async () => {};
    await clients.sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl })).catch(() => {});
  });

  afterAll(async () => {
    process.env = variables;
    await running.stop();
  });

  const moto = () => ({ endpoint: emulators.moto.url, region: testRegion, credentials: testCredentials });
  const words = ['redrive', 'sandbox', 'cloudtrail-lake'];
  const bridge = (...more: string[]): Promise<Ended> => command(environment, ...words, ...more);
  const lock = () => dynamoDbRegister(clients.dynamodb, names.stateTable);

  async function command(of: Environment, ...allWords: string[]): Promise<Ended> {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const progress = { update: () => {}, line: print, end: () => {} };
    const exitCode = await runBridge({
      words: allWords,
      environments: [of],
      print,
      printError: print,
      progress,
      confirm: async () => false,
    });
    return { exitCode, output: lines.join('\n') };
  }

  /** A process of its own, for its signals. */
  function bridgeProcess(...more: string[]): ChildProcess {
    return spawn(process.execPath, ['--import', 'tsx', 'test/operations/bridge-on-emulators.ts', ...words, ...more], {
      cwd: root,
      env: { ...process.env, SANDBOX: 'example', AUDIT_BRIDGE_AZURE_SUBSCRIPTION_ID: subscriptionId },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async function ended(child: ChildProcess): Promise<Ended> {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk));
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, output };
  }

  async function waiting(): Promise<{ visible: number; taken: number }> {
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return { visible: Number(Attributes?.ApproximateNumberOfMessages), taken: Number(Attributes?.ApproximateNumberOfMessagesNotVisible) };
  }

  function acceptedEvents(): number {
    return emulators.cloudTrailData.ledger.events.length;
  }

  it('does nothing where nobody agrees', async () => {
    await failures.put(refusedRecords(1, 2));
    const { exitCode, output } = await bridge();
    expect(exitCode).toBe(2);
    expect(output).toContain('AWS account 123456789012, region eu-west-1');
    expect(output).toContain('queue audit-bridge-sandbox-example-failed-events, about 1');
    expect(output).toContain('Nothing was done.');
    expect(await waiting()).toEqual({ visible: 1, taken: 0 });
  });

  it('tells on a dry run what would become of the records, and touches nothing', async () => {
    await failures.put([...refusedRecords(2, 2), malformed]);
    const before = acceptedEvents();
    const { exitCode, output } = await bridge('--dry-run');
    expect(output).toContain('3 records, 2 would be sent, 1 refused again (MalformedJson)');
    expect([exitCode, acceptedEvents() - before]).toEqual([0, 0]);
    expect(await waiting()).toEqual({ visible: 1, taken: 0 });
  });

  it('has the records accepted, keeps again what is refused, and only then deletes the pointer', async () => {
    await failures.put([...refusedRecords(3, 2), malformed]);
    const before = acceptedEvents();
    const { exitCode, output } = await bridge('--yes');
    expect(output).toContain('1 objects, 2 records accepted, 1 refused again (MalformedJson), 1 new pointers left for another run.');
    expect([exitCode, acceptedEvents() - before]).toEqual([0, 2]);
    expect(lambdaApi.invoked.at(-1)).toBe(
      'arn:aws:lambda:eu-west-1:123456789012:function:audit-bridge-sandbox-example-activity-log-processor',
    );
    const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages.map(({ Body = '' }) => readFailedRecordsPointer(Body).reasons)).toEqual([{ MalformedJson: 1 }]);
  });

  it('takes what an operator sends to the destination too, with the ids that the records have, and refuses what is not of the blob', async () => {
    const bucket = 'sent-by-operators';
    await clients.s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: testRegion } }));
    const records = refusedRecords(40, 3).flatMap(({ blob, bytes = Buffer.alloc(0), offset }, index) => {
      const outcome = readRecord(bytes);
      if (outcome.kind === 'refused') return [];
      // Two as a blob holds them, one as the REST interface gives it, without a line.
      const line = index < 2 ? { line: { blob, offset } } : {};
      return [{ identity: { ...identityOfRecord(outcome.record), subscriptionId }, bytes, place: '', ...line }];
    });
    const [first] = records;
    const stranger = {
      bytes: Buffer.from((first?.bytes.toString() ?? '').replaceAll(new RegExp(subscriptionId, 'gi'), randomUUID())),
      place: '',
    };
    const lambda = new LambdaClient({ ...moto(), endpoint: lambdaApi.url });
    const sink = new ProcessorSink({ ...clients, lambda, functionArn: 'processor', bucket, prefix: 'backfill/', accountId: testAccountId });
    const before = acceptedEvents();
    const report = await sink.send([...records, ...(first === undefined ? [] : [{ ...first, ...stranger }])]);
    expect(report).toMatchObject({ accepted: 3, refused: { UnknownSubscription: 1 } });
    const accepted = emulators.cloudTrailData.ledger.events.slice(before).map(({ id }) => id);
    expect(accepted.sort()).toEqual(records.map(({ identity }) => identity.id).sort());
  });

  it('keeps the pointer and exits with 1 when the function fails', async () => {
    await failures.put(refusedRecords(4, 1));
    emulators.cloudTrailData.chooseFault = () => ({ kind: 'refuse-request', status: 400, errorType: 'ChannelNotFound' });
    const { exitCode, output } = await bridge('--yes');
    emulators.cloudTrailData.chooseFault = undefined;
    expect(output).toContain('FAILED, its pointer stays');
    expect(exitCode).toBe(1);
    expect(await waiting()).toEqual({ visible: 1, taken: 0 });
  });

  it('finishes the object in hand at Ctrl-C, and leaves the others', async () => {
    for (const number of [5, 6]) await failures.put(refusedRecords(number, 1));
    let child: ChildProcess | undefined;
    lambdaApi.beforeInvoke = async () => {
      child?.kill('SIGINT');
    };
    const before = acceptedEvents();
    child = bridgeProcess('--yes');
    const { exitCode, output } = await ended(child);
    expect(output).toContain('Stopping: what is in hand is finished first');
    expect([exitCode, acceptedEvents() - before]).toEqual([130, 1]);
    expect(await waiting()).toEqual({ visible: 1, taken: 0 });
    expect(await lock().read()).toBeUndefined();
  });

  it('does nothing while another command has it under way; a lock left behind is told, and broken', async () => {
    await failures.put(refusedRecords(7, 1));
    const before = acceptedEvents();
    await takeLock(lock(), { purpose: 'bridge redrive sandbox', unlock: '', now: () => new Date(Date.now() - 600_000) });
    const refused = await bridge('--yes', '--json');
    expect([refused.exitCode, acceptedEvents() - before]).toEqual([1, 0]);
    expect(refused.output).toMatch(/"LockHeldError".*runs 'bridge redrive sandbox'.*no sign of life.*npx pnpm bridge unlock sandbox/s);
    const unlocked = await command(environment, 'unlock', 'sandbox', '--lock', 'cloudtrail-lake', '--yes');
    expect(unlocked.output).toContain('Broken: cloudtrail-lake.');
    expect([unlocked.exitCode, await lock().read()]).toEqual([0, undefined]);
    expect((await bridge('--yes')).exitCode).toBe(0);
  });

  it('changes nothing with the credentials of another account', async () => {
    const { Credentials } = await new STSClient(moto()).send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::210987654321:role/other', RoleSessionName: 'ana' }),
    );
    const { exitCode, output } = await as(Credentials, () => bridge('--yes'));
    expect([exitCode, output]).toEqual([
      1,
      expect.stringMatching(
        /^The environment 'sandbox' is in the AWS account 123456789012, and these credentials are of 210987654321 .*Nothing was changed/,
      ),
    ]);
  });

  it('tells why Entra gives no token', async () => {
    const { certificate, clientId, sdkVariables, tenantId } = emulators;
    const credential = new ClientAssertionCredential(tenantId, clientId, async () => 'no.assertion.atall', {
      authorityHost: sdkVariables.AZURE_AUTHORITY_HOST ?? '',
      disableInstanceDiscovery: true,
      ...trust(certificate),
    });
    const refused: unknown = await credential.getToken('https://management.azure.com/.default').catch((error: unknown) => error);
    expect(explainProblem(refused, { environment })?.message).toMatch(
      /^Entra refuses the login \(AADSTS\d+: https:.*\)\. Sign in again: az login --tenant 33333333/,
    );
  });

  it('says that nothing is deployed, and how to', async () => {
    await clients.sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    const { exitCode, output } = await bridge('--dry-run');
    expect(output).toMatch(
      /^Something of the environment 'sandbox' is not there .*SANDBOX=example npx pnpm deploy sandbox-cloudtrail-lake$/,
    );
    expect(exitCode).toBe(1);
  });
});

interface Key {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

/** With somebody else's credentials in the variables that the SDK reads. */
async function as<Result>({ AccessKeyId, SecretAccessKey, SessionToken }: Key = {}, work: () => Promise<Result>): Promise<Result> {
  const variables = { ...process.env };
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken ?? '',
  });
  try {
    return await work();
  } finally {
    process.env = variables;
  }
}

const malformed: FailedRecord = failedRecord(Buffer.from('{"time": "2026-'), 900_000);

/** Records that can be mapped now; another number gives other ones. */
function refusedRecords(seed: number, count: number): readonly FailedRecord[] {
  const records = generateRecords({
    seed,
    count,
    startTime: '2026-11-20T10:00:00Z',
    subscriptionIds: [subscriptionId],
    tenantId: '11111111-1111-4111-8111-111111111111',
  });
  return [...records].map(({ bytes }, index) => failedRecord(bytes, index * 10_000));
}

function failedRecord(bytes: Buffer, offset: number): FailedRecord {
  return {
    reason: 'InvalidData',
    message: 'The destination refused it.',
    blob: hourBlobPath({ subscriptionId, receivedMilliseconds: Date.parse('2026-11-20T10:30:00Z') }),
    createdOn: '2026-11-20T10:03:00.000Z',
    offset,
    lengthBytes: bytes.length,
    bytes,
  };
}
