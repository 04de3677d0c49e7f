import { formatBlobPath, hourMilliseconds, parseHint } from '@audit-bridge/activity-log-blobs';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ContainerClient } from '@azure/storage-blob';
import { createStateTable } from '../../../packages/activity-log-blobs/test/emulated-table';
import { bundleFunctions } from '../../../packages/bundling/src';
import { type Azurite, startAzurite } from '../../../packages/local/src/emulators/azurite';
import { connectToAzurite } from '../../../packages/local/src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../../../packages/local/src/emulators/certificate';
import { type LambdaFunction, startLambda } from '../../../packages/local/src/emulators/lambda-runtime';
import { type Moto, startMoto } from '../../../packages/local/src/emulators/moto';
import { Running } from '../../../packages/local/src/emulators/running';
import { sdkVariables } from '../../../packages/local/src/emulators/sdk-variables';
import { testCredentials, testRegion } from '../../../packages/local/src/emulators/test-account';
import { startWebIdentity, type WebIdentity } from '../../../packages/local/src/emulators/web-identity';
import type { ActivityLogAggregatorEnvironment } from '../src/environment';

const name = 'activity-log-aggregator';
const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const subscriptionId = '33333333-3333-4333-8333-333333333333';
const containerName = 'insights-activity-logs';
const now = Math.floor(Date.now() / hourMilliseconds) * hourMilliseconds;

describe('the bundled activity-log-aggregator', () => {
  let moto: Moto;
  let certificate: Certificate;
  let azurite: Azurite;
  let identity: WebIdentity;
  let container: ContainerClient;
  let dynamodb: DynamoDBClient;
  let sqs: SQSClient;
  let zipPath: string;
  const emulators = new Running();
  const running: LambdaFunction[] = [];
  let lines: string[] = [];
  let worlds = 0;

  beforeAll(async () => {
    certificate = await createCertificate();
    [moto, azurite, identity] = await Promise.all([
      emulators.add(startMoto()),
      emulators.add(startAzurite({ certificate })),
      startWebIdentity(emulators, { certificate, tenantId, clientIds: [clientId] }),
    ]);
    const aws = { endpoint: moto.url, region: testRegion, credentials: testCredentials };
    dynamodb = new DynamoDBClient(aws);
    sqs = new SQSClient(aws);
    zipPath = (await bundleFunctions({ names: [name] }))[name]?.path ?? '';
    container = connectToAzurite(azurite, certificate).getContainerClient(containerName);
    await container.create();
    for (const hoursAgo of [1, 80]) await write(hoursAgo);
  }, 240_000);

  afterEach(async () => {
    await Promise.all(running.splice(0).map(lambda => lambda.stop()));
    lines = [];
  });

  afterAll(async () => {
    for (const client of [dynamodb, sqs]) client.destroy();
    await emulators.stop();
    await certificate.stop();
  });

  const pathOf = (hoursAgo: number) => formatBlobPath(subscriptionId, now - hoursAgo * hourMilliseconds);
  const write = async (hoursAgo: number) => {
    const blob = container.getAppendBlobClient(pathOf(hoursAgo));
    await blob.create();
    await blob.appendBlock('{"a":1}\n', 8);
  };

  /** A table, a queue and a function of its own over the one container. */
  async function start(changes: Partial<ActivityLogAggregatorEnvironment> = {}) {
    worlds += 1;
    const tableName = `state-${worlds}`;
    await createStateTable(dynamodb, tableName);
    const { QueueUrl: queueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: `hints-${worlds}.fifo`, Attributes: { FifoQueue: 'true' } }),
    );
    const variables: ActivityLogAggregatorEnvironment = {
      SUBSCRIPTION_IDS: subscriptionId.toUpperCase(),
      STATE_TABLE_NAME: tableName,
      STATE_TTL_DAYS: '120',
      HINT_QUEUE_URL: queueUrl,
      CONTAINER_URL: `${azurite.accountUrl}/${containerName}`,
      AZURE_AUTHENTICATION: 'web-identity',
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      ...changes,
    };
    const lambda = await startLambda({
      name: 'test-aggregator',
      zipPath,
      onLog: line => lines.push(line),
      environment: {
        ...variables,
        ...sdkVariables({ ...identity, moto, certificate }),
      },
    });
    running.push(lambda);
    const received = async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 }),
      );
      return Messages.map(({ Body = '' }) => parseHint(Body).path).sort();
    };
    const watermark = async () => {
      const Key = { key: { S: `watermark#${subscriptionId}` } };
      return (await dynamodb.send(new GetItemCommand({ TableName: tableName, Key }))).Item?.watermarkHour?.S;
    };
    return { lambda, queueUrl, received, watermark };
  }

  const metrics = () => lines.filter(line => line.includes('_aws')).map(line => JSON.parse(line));

  it('hints every open blob without a secret, and keeps the watermark at the oldest', async () => {
    const { lambda, received, watermark } = await start();
    await lambda.invoke({});
    expect(await received()).toEqual([pathOf(80), pathOf(1)].sort());
    expect(await watermark()).toBe(new Date(now - 80 * hourMilliseconds).toISOString());
    expect(metrics()).toEqual([
      expect.objectContaining({ service: 'test-aggregator', BlobsListed: 2, OpenBlobs: 2, HintsSent: 2, UnknownSubscriptions: 0 }),
    ]);
    expect(identity.entra.tokensIssued()).toBe(1);
    await lambda.invoke({});
    expect(identity.entra.tokensIssued()).toBe(1);
  });

  it('warns about a subscription that is not configured', async () => {
    const { lambda, received } = await start({ SUBSCRIPTION_IDS: clientId });
    await lambda.invoke({});
    expect(await received()).toEqual([]);
    expect(metrics()).toEqual([expect.objectContaining({ UnknownSubscriptions: 1, BlobsListed: 0 })]);
    expect(lines.join('\n')).toContain(subscriptionId);
  });

  it('fails, and emits its metrics all the same, when the queue is gone; no watermark moves', async () => {
    const { lambda, queueUrl, watermark } = await start();
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    await expect(lambda.invoke({})).rejects.toMatchObject({ errorType: 'AggregationError' });
    expect(await watermark()).toBeUndefined();
    expect(metrics()).toEqual([expect.objectContaining({ HintsSent: 0, OpenBlobs: 1 })]);
  });

  it('reads the connection string at run time, and again when the key was rotated', async () => {
    const secrets = new SecretsManagerClient({ endpoint: moto.url, region: testRegion, credentials: testCredentials });
    const wrong = azurite.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${Buffer.from('another key').toString('base64')}`);
    const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name: 'connection-string', SecretString: wrong }));
    const { lambda, received } = await start({ AZURE_AUTHENTICATION: 'connection-string', CONNECTION_STRING_SECRET_ARN: ARN });
    await expect(lambda.invoke({})).rejects.toMatchObject({ errorType: 'BlobContainerError' });
    await secrets.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: azurite.connectionString }));
    await lambda.invoke({});
    expect(await received()).toEqual([pathOf(80), pathOf(1)].sort());
    expect(lines.join('\n')).not.toContain('AccountKey=YW5v');
    secrets.destroy();
  });

  it('does not start without its variables, and names each', async () => {
    const { lambda } = await start({ STATE_TABLE_NAME: '', HINT_QUEUE_URL: 'no url', AZURE_CLIENT_ID: '' });
    await expect(lambda.invoke({})).rejects.toThrow(/STATE_TABLE_NAME is missing.*HINT_QUEUE_URL/);
  });
});
