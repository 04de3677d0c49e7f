import { createTelemetry, metricUnits } from '../src';

describe('createTelemetry', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
    // Powertools writes through the console.
    for (const method of ['info', 'warn', 'error', 'log'] as const) {
      jest.spyOn(console, method).mockImplementation((...args: unknown[]) => void lines.push(String(args[0])));
    }
    process.env.POWERTOOLS_DEV = 'true';
    process.env.POWERTOOLS_METRICS_DISABLED = 'false';
  });

  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env.POWERTOOLS_DEV;
    delete process.env.POWERTOOLS_METRICS_DISABLED;
    delete process.env.AWS_LAMBDA_FUNCTION_NAME;
  });

  const logged = () => JSON.parse(lines.at(-1) ?? '');

  it('writes a line as JSON with the fields of the run', () => {
    const telemetry = createTelemetry('activity-log-processor');
    telemetry.identify({ blob: 'a/PT1H.json' });
    telemetry.info('Committed', { eventsAccepted: 5 });
    expect(logged()).toMatchObject({
      level: 'INFO',
      message: 'Committed',
      service: 'activity-log-processor',
      blob: 'a/PT1H.json',
      eventsAccepted: 5,
    });
  });

  it('emits all metrics of a run in one line, under the function’s name, and leaves out what has no value', () => {
    process.env.AWS_LAMBDA_FUNCTION_NAME = 'dev-cloudtrail-lake-processor';
    createTelemetry('activity-log-processor').emit({ EventsIn: 3, EventsAccepted: 0, LagSeconds: undefined, BytesRead: 120 });
    expect(lines).toHaveLength(1);
    const line = logged();
    expect(line).toMatchObject({ service: 'dev-cloudtrail-lake-processor', EventsIn: 3, EventsAccepted: 0, BytesRead: 120 });
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
    expect({ Namespace, Dimensions }).toEqual({ Namespace: 'AuditBridge', Dimensions: [['service']] });
    expect(Metrics).toEqual(
      (['EventsIn', 'EventsAccepted', 'BytesRead'] as const).map(Name => expect.objectContaining({ Name, Unit: metricUnits[Name] })),
    );
  });

  it('emits nothing when there is nothing to emit', () => {
    createTelemetry('f').emit({ LagSeconds: undefined });
    expect(lines).toEqual([]);
  });

  it('does not carry the metrics of one run into the next', () => {
    const telemetry = createTelemetry('f');
    telemetry.emit({ EventsIn: 3 });
    telemetry.emit({ BlobsListed: 1 });
    expect(logged()).not.toHaveProperty('EventsIn');
  });

  const secret = 'c2VjcmV0LXZhbHVlLW9mLWEta2V5PT0=';
  it.each<[string, string]>([
    ['a SAS token', `GET https://logs.blob.core.windows.net/c/b?sv=2025-01-05&sp=r&sig=${secret}&se=2026 failed`],
    ['an Authorization header', `headers: {"Authorization":"Bearer ${secret}","x-ms-version":"2025"}`],
    ['an Authorization header as text', `authorization: SharedKey logs:${secret}\nx-ms-version: 2025`],
    ['a SharedKey on its own', `The MAC signature SharedKey logs:${secret} is wrong`],
    ['a signed AWS request', `Authorization: AWS4-HMAC-SHA256 Credential=AKIA/20261121, Signature=${secret}`],
    ['a connection string', `DefaultEndpointsProtocol=https;AccountName=logs;AccountKey=${secret};EndpointSuffix=core.windows.net`],
    ['an Event Hubs connection string', `Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=${secret}`],
    ['a token request', `grant_type=client_credentials&client_assertion=${secret}&scope=x`],
    ['a token answer', `{"token_type":"Bearer","access_token":"${secret}"}`],
    ['a web identity token', `assertion eyJhbGciOiJSUzI1NiJ9.${secret.replace(/=/g, '')}.sig was refused`],
    ['a session token', `X-Amz-Security-Token: ${secret}`],
    ['a secret value', `{"SecretString":"${secret}"}`],
  ])('never shows %s that stands in a message, a cause, a joined error or a field', (_, text) => {
    const telemetry = createTelemetry('f');
    const failures = [
      new Error(text),
      new Error('outer', { cause: new Error('middle', { cause: new Error(text) }) }),
      new AggregateError([new Error(text)], 'several'),
      Object.assign(new Error('with extras'), { details: text, request: { headers: text } }),
      text,
    ];
    for (const failure of failures) telemetry.error('Failed', failure, { note: text });
    telemetry.warn(text, { note: text });
    expect(lines).toHaveLength(failures.length + 1);
    for (const line of lines) expect(line).not.toContain(secret.slice(0, 20));
  });

  it('shows no more of an access key than that it is one', () => {
    createTelemetry('f').warn('not authorized on resource: access key AKIAIOSFODNN7EXAMPLE', { keys: ['ASIAIOSFODNN7EXAMPLE'] });
    expect(lines.join()).toContain('access key AKIA[redacted]');
    expect(lines.join()).not.toContain('IOSFODNN7EXAMPLE');
  });

  it('shows nothing of the requests and bodies that SDKs hang on an error', () => {
    const body = '{"caller":"somebody@example.com"}';
    const error = Object.assign(new Error('The server is busy.'), {
      code: 'ServerBusy',
      statusCode: 503,
      request: { headers: { authorization: 'x' }, body },
      response: { bodyAsText: body },
    });
    createTelemetry('f').error('Failed', error);
    expect(logged().error).toEqual({
      name: 'Error',
      message: 'The server is busy.',
      code: 'ServerBusy',
      statusCode: 503,
      stack: expect.stringContaining(' at '),
    });
    expect(lines[0]).not.toContain('somebody');
  });

  it('keeps what a person needs: name, code, cause and the service’s request id', () => {
    const cause = Object.assign(new Error('Rate exceeded'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400, requestId: 'r-1' },
    });
    createTelemetry('f').error('Failed', new Error('The table did not answer.', { cause }));
    expect(logged().error).toMatchObject({
      message: 'The table did not answer.',
      cause: { name: 'ThrottlingException', message: 'Rate exceeded', statusCode: 400, requestId: 'r-1' },
    });
  });

  it('cuts a text that a service has filled with an answer', () => {
    createTelemetry('f').error('Failed', new Error('x'.repeat(100_000)));
    expect(lines[0]?.length).toBeLessThan(10_000);
  });
});
