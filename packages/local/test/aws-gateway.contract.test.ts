import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startAwsGateway } from '../src/emulators/aws-gateway/aws-gateway';
import { AwsRefusal, type AwsRoute } from '../src/emulators/aws-gateway/aws-route';
import { lambdaInvoke } from '../src/emulators/aws-gateway/gateway/lambda-invoke';
import { jsonRoute } from '../src/emulators/aws-gateway/protocols/json-route';
import { escapeXml, queryRoute } from '../src/emulators/aws-gateway/protocols/query-route';
import { LambdaError } from '../src/emulators/lambda-error';
import { listenLocally, readBody } from '../src/emulators/local-server';
import { Running } from '../src/emulators/running';
import { testCredentials, testRegion } from '../src/emulators/test-account';

/** What came through to the place of moto. */
interface Passed {
  readonly path: string;
  readonly host: string;
  readonly body: string;
}

describe('the gateway in front of moto', () => {
  const running = new Running();
  const passed: Passed[] = [];
  const events: unknown[] = [];
  let url = '';

  const routes: readonly AwsRoute[] = [
    lambdaInvoke(name => (name === 'audit-bridge-local-here-known' ? { invoke } : undefined)),
    jsonRoute('sqs', 'GetQueueUrl', ({ QueueName }) => {
      if (QueueName === 'moto-s') return undefined;
      throw new AwsRefusal('QueueDoesNotExist', `There is no ${QueueName}.`);
    }),
    queryRoute('sts', 'AssumeRole', 'https://sts.amazonaws.com/doc/2011-06-15/', form => {
      if (form.get('RoleArn') === 'refused-with-a-reason') throw new AwsRefusal('AccessDenied', 'No <right>.', 403);
      return `<AssumedRoleUser><Arn>${escapeXml(`${form.get('RoleArn')}&`)}</Arn><AssumedRoleId>id</AssumedRoleId></AssumedRoleUser>`;
    }),
  ];

  async function invoke(event: unknown): Promise<unknown> {
    events.push(event);
    if (event === 'fail') throw new LambdaError('MalformedJson', 'line 1', ['at handler']);
    return { done: true };
  }

  beforeAll(async () => {
    const moto = await running.add(
      listenLocally(async (request, response) => {
        const { headers, url: path = '' } = request;
        passed.push({ path, host: headers.host ?? '', body: (await readBody(request)).toString() });
        if (path.startsWith('/bucket')) response.writeHead(200, { etag: '"e"' }).end();
        else if (headers['x-amz-target'] !== undefined) response.end(JSON.stringify({ QueueUrl: 'from-moto' }));
        else
          response.writeHead(418, { 'content-type': 'text/xml' }).end('<ErrorResponse><Error><Code>Teapot</Code></Error></ErrorResponse>');
      }),
    );
    url = (await running.add(startAwsGateway({ target: moto.url, routes }))).url;
  });
  afterAll(() => running.stop());
  beforeEach(() => {
    passed.length = 0;
  });

  const settings = () => ({ endpoint: url, region: testRegion, credentials: testCredentials, maxAttempts: 1 });

  it('lets through what has no route, as it came: body, host, and the answer with its status', async () => {
    await new S3Client({ ...settings(), forcePathStyle: true }).send(
      new PutObjectCommand({ Bucket: 'bucket', Key: 'a b/ü', Body: 'content' }),
    );
    expect(passed).toMatchObject([{ path: '/bucket/a%20b/%C3%BC?x-id=PutObject', host: url.slice('http://'.length) }]);
    expect(passed[0]?.body).toContain('content');
    await expect(new STSClient(settings()).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'Teapot',
      $metadata: { httpStatusCode: 418 },
    });
    expect(await (await fetch(`${url}/moto-api/data.json`)).text()).toContain('Teapot');
  });

  it('answers an operation in JSON, refuses in the shape of its service, and leaves the rest to moto', async () => {
    const sqs = new SQSClient(settings());
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'gone' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'There is no gone.',
    });
    expect(passed).toEqual([]);
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName: 'moto-s' }))).toMatchObject({ QueueUrl: 'from-moto' });
    expect(JSON.parse(passed[0]?.body ?? '')).toEqual({ QueueName: 'moto-s' });
  });

  it('answers an operation of forms in XML', async () => {
    const sts = new STSClient(settings());
    const assume = (RoleArn: string) => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }));
    expect(await assume('arn:aws:iam::123456789012:role/a')).toMatchObject({
      AssumedRoleUser: { Arn: 'arn:aws:iam::123456789012:role/a&' },
    });
    await expect(assume('refused-with-a-reason')).rejects.toMatchObject({ name: 'AccessDenied', message: 'No <right>.' });
    expect(passed).toEqual([]);
  });

  it('invokes the function that runs: by name or ARN, with its errors, and without waiting', async () => {
    const lambda = new LambdaClient(settings());
    const send = async (FunctionName: string, event: unknown, InvocationType?: 'Event' | 'DryRun') => {
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), InvocationType }));
      return { ...answer, text: Buffer.from(answer.Payload ?? []).toString() };
    };
    const known = 'audit-bridge-local-here-known';
    expect(await send(`arn:aws:lambda:eu-west-1:123456789012:function:${known}`, { n: 1 })).toMatchObject({ text: '{"done":true}' });
    const failed = await send(known, 'fail');
    expect([failed.FunctionError, JSON.parse(failed.text)]).toEqual([
      'Unhandled',
      { errorType: 'MalformedJson', errorMessage: 'line 1', trace: ['at handler'] },
    ]);
    expect(await send(known, 'fail', 'Event')).toMatchObject({ StatusCode: 202 });
    expect(await send(known, {}, 'DryRun')).toMatchObject({ StatusCode: 204 });
    expect(events).toEqual([{ n: 1 }, 'fail', 'fail']);
    await expect(send('other', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
