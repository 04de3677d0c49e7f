import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { ActivityLogProcessorEnvironment } from '../src/environment';

const environment: ActivityLogProcessorEnvironment = {
  RECIPIENT_ACCOUNT_ID: '123456789012',
  SUBSCRIPTION_IDS: '11111111-2222-4333-8444-555555555555',
  STATE_TABLE_NAME: 'state',
  STATE_TTL_DAYS: '120',
  HINT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/hints.fifo',
  FAILED_EVENTS_BUCKET: 'failed-events',
  FAILED_EVENTS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/failed-events',
  DESTINATION: 'cloudtrail-lake',
  CHANNEL_ARN: 'arn:aws:cloudtrail:eu-west-1:123456789012:channel/01234567-89ab-cdef-0123-456789abcdef',
  CONTAINER_URL: 'https://account.blob.core.windows.net/insights-activity-logs',
  AZURE_AUTHENTICATION: 'web-identity',
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  MAX_CONCURRENT_REQUESTS: '4',
  MAX_STEP_EVENTS: '1000',
};

interface SqsCall {
  readonly target: string | undefined;
  readonly input: unknown;
}

const message = (messageId: string, receiveCount: number, body = 'no hint') =>
  ({
    messageId,
    receiptHandle: `receipt-${messageId}`,
    body,
    attributes: { ApproximateReceiveCount: String(receiveCount) },
  }) as SQSRecord;

describe('the handler of the hint queue', () => {
  const calls: SqsCall[] = [];
  const variables = { ...process.env };
  let server: Server;
  let queueUrl: string;
  let handle: (event: SQSEvent) => Promise<unknown>;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      calls.push({ target: request.headers['x-amz-target']?.toString(), input: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    // The SQS client takes the queue's URL for its endpoint.
    queueUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/123456789012/hints.fifo`;
    const account = {
      AWS_ENDPOINT_URL: new URL(queueUrl).origin,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    const silence = { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' };
    Object.assign(process.env, environment, account, silence, { HINT_QUEUE_URL: queueUrl });
    const { handler } = await import('../src/handler');
    handle = event => handler(event, { getRemainingTimeInMillis: () => 300_000 });
  });
  afterAll(() => {
    process.env = variables;
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    calls.length = 0;
  });

  it.each([
    { receiveCount: 1, seconds: 10 },
    { receiveCount: 3, seconds: 30 },
    { receiveCount: 99, seconds: 300 },
  ])('reports a failed message, and lets it come back after $seconds s at its receive $receiveCount', async ({ receiveCount, seconds }) => {
    expect(await handle({ Records: [message('a', receiveCount)] })).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(calls).toEqual([
      {
        target: 'AmazonSQS.ChangeMessageVisibility',
        input: { QueueUrl: queueUrl, ReceiptHandle: 'receipt-a', VisibilityTimeout: seconds },
      },
    ]);
  });

  it('touches nothing behind a failed message: the order of a group holds', async () => {
    expect(await handle({ Records: [message('a', 1), message('b', 1)] })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }],
    });
    expect(calls).toHaveLength(1);
  });

  it('has nothing to report for an empty event', async () => {
    expect(await handle({ Records: [] })).toEqual({ batchItemFailures: [] });
  });
});
