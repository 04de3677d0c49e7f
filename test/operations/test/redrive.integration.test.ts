import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '@audit-bridge/backoff';
import { bundleFunctions } from '@audit-bridge/bundling';
import { type FailedRecord, readFailedRecordsPointer, S3FailurePlace } from '@audit-bridge/failed-events';
import { type Clients, connectToMoto } from '@audit-bridge/local/cloudtrail-lake/clients';
import { type CloudTrailLakeEmulators, startEmulators } from '@audit-bridge/local/cloudtrail-lake/emulators';
import { functionVariables } from '@audit-bridge/local/cloudtrail-lake/function-variables';
import { createResources } from '@audit-bridge/local/cloudtrail-lake/resources';
import { startLambda } from '@audit-bridge/local/emulators/lambda-runtime';
import { Running } from '@audit-bridge/local/emulators/running';
import { generateRecords, hourBlobPath } from '@audit-bridge/sample-records';
import { CreateQueueCommand, GetQueueAttributesCommand, PurgeQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { type LambdaApi, startLambdaApi } from '../lambda-api';

const root = join(__dirname, '../../..');
const subscriptionId = '33333333-3333-4333-8333-333333333333';

interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

describe('bridge redrive, on emulators and the bundled processor', () => {
  const running = new Running();
  let emulators: CloudTrailLakeEmulators;
  let clients: Clients;
  let lambdaApi: LambdaApi;
  let queueUrl = '';
  let failures: S3FailurePlace;

  beforeAll(async () => {
    const [artifacts, started] = await Promise.all([bundleFunctions({ names: ['activity-log-processor'] }), startEmulators(running)]);
    emulators = started;
    clients = connectToMoto(emulators.moto.url);
    const { QueueUrl = '' } = await clients.sqs.send(new CreateQueueCommand({ QueueName: 'audit-bridge-sandbox-example-failed-events' }));
    queueUrl = QueueUrl;
    const resources = { ...(await createResources({ clients })), failedEvents: { url: queueUrl, arn: '' } };
    const destination = { DESTINATION: 'cloudtrail-lake', CHANNEL_ARN: emulators.cloudTrailData.channelArn } as const;
    const { processor } = functionVariables({ emulators, resources, subscriptionIds: [subscriptionId], destination });
    const zipPath = artifacts['activity-log-processor']?.path ?? '';
    const lambda = await running.add(startLambda({ name: 'activity-log-processor', zipPath, environment: processor }));
    lambdaApi = await running.add(startLambdaApi(lambda));
    failures = new S3FailurePlace({ ...clients, bucket: resources.failedEventsBucket, queueUrl, clock: systemClock });
  }, 180_000);

  afterEach(async () => {
    lambdaApi.beforeInvoke = async () => {};
    await clients.sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));
  });

  afterAll(() => running.stop());

  function bridge(...words: string[]): ChildProcess {
    const variables = { ...emulators.sdkVariables, AWS_ENDPOINT_URL_LAMBDA: lambdaApi.url, SANDBOX: 'example' };
    return spawn(
      process.execPath,
      ['--import', 'tsx', 'test/operations/bridge-on-emulators.ts', 'redrive', 'sandbox', 'cloudtrail-lake', ...words],
      {
        cwd: root,
        env: { ...process.env, ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
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
    const { exitCode, output } = await ended(bridge());
    expect(exitCode).toBe(2);
    expect(output).toContain('AWS account 123456789012, region eu-west-1');
    expect(output).toContain('queue audit-bridge-sandbox-example-failed-events, about 1');
    expect(output).toContain('Nothing was done.');
    expect(await waiting()).toEqual({ visible: 1, taken: 0 });
  });

  it('tells on a dry run what would become of the records, and touches nothing', async () => {
    await failures.put([...refusedRecords(2, 2), malformed]);
    const before = acceptedEvents();
    const { exitCode, output } = await ended(bridge('--dry-run'));
    expect(output).toContain('3 records, 2 would be sent, 1 refused again (MalformedJson)');
    expect([exitCode, acceptedEvents() - before]).toEqual([0, 0]);
    expect(await waiting()).toEqual({ visible: 1, taken: 0 });
  });

  it('has the records accepted, keeps again what is refused, and only then deletes the pointer', async () => {
    await failures.put([...refusedRecords(3, 2), malformed]);
    const before = acceptedEvents();
    const { exitCode, output } = await ended(bridge('--yes'));
    expect(output).toContain('1 objects, 2 records accepted, 1 refused again (MalformedJson), 1 new pointers left for another run.');
    expect([exitCode, acceptedEvents() - before]).toEqual([0, 2]);
    expect(lambdaApi.invoked.at(-1)).toBe(
      'arn:aws:lambda:eu-west-1:123456789012:function:audit-bridge-sandbox-example-activity-log-processor',
    );
    const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages.map(({ Body = '' }) => readFailedRecordsPointer(Body).reasons)).toEqual([{ MalformedJson: 1 }]);
  });

  it('keeps the pointer and exits with 1 when the function fails', async () => {
    await failures.put(refusedRecords(4, 1));
    emulators.cloudTrailData.chooseFault = () => ({ kind: 'refuse-request', status: 400, errorType: 'ChannelNotFound' });
    const { exitCode, output } = await ended(bridge('--yes'));
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
    child = bridge('--yes');
    const { exitCode, output } = await ended(child);
    expect(output).toContain('Stopping: what is in hand is finished first');
    expect([exitCode, acceptedEvents() - before]).toEqual([130, 1]);
    expect(await waiting()).toEqual({ visible: 1, taken: 0 });
  });
});

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
