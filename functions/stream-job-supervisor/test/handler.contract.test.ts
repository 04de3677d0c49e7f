import { GlueStandIn } from './glue-stand-in';

/** The handler reads its variables as it is loaded, and its clients find the stand-in through them. */
async function loadHandler(variables: Readonly<Record<string, string>>): Promise<typeof import('../src/handler')> {
  Object.assign(process.env, variables);
  return import('../src/handler');
}

describe('the handler', () => {
  const before = { ...process.env };
  const lines: string[] = [];
  let glue: GlueStandIn;

  beforeEach(async () => {
    jest.resetModules();
    lines.length = 0;
    for (const method of ['log', 'info', 'warn', 'error'] as const)
      jest.spyOn(console, method).mockImplementation((...words: unknown[]) => void lines.push(words.join(' ')));
    glue = await GlueStandIn.start();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    process.env = { ...before };
    await glue.stop();
  });

  const variables = () => ({
    JOB_NAME: 'job',
    AWS_ENDPOINT_URL: glue.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'x',
    // Through the console that the test watches, instead of one of the library's own.
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
  });

  it('answers with what it did, and emits the metrics of the look', async () => {
    glue.job = { Name: 'job', Command: { ScriptLocation: 's3://code/a.py' } };
    const { handler } = await loadHandler(variables());
    expect(await handler()).toEqual({ decision: 'start', message: 'The job was started', runIds: ['jr_1'] });
    const metrics = lines.map(line => JSON.parse(line) as Record<string, unknown>).find(line => '_aws' in line);
    expect(metrics).toMatchObject({ StreamJobRunning: 0, StreamJobStarts: 1, StreamJobFailures: 0 });
  });

  it('logs the error of a failed run without its secrets, and starts without a topic', async () => {
    glue.job = { Name: 'job', Command: { ScriptLocation: 's3://code/a.py' } };
    glue.runs = [
      { Id: 'jr_0', JobRunState: 'FAILED', Arguments: {}, StartedOn: 1, ErrorMessage: 'no way, AccountKey=abcdef;', ExecutionTime: 5 },
    ];
    const { handler } = await loadHandler(variables());
    expect(await handler()).toMatchObject({ failedRunId: 'jr_0' });
    expect(lines.join('\n')).toContain('no way, AccountKey=[redacted]');
  });

  it('throws what went wrong, and still emits', async () => {
    const { handler } = await loadHandler(variables());
    await expect(handler()).rejects.toThrow(/There is no Glue job job/);
    expect(lines.some(line => line.includes('"StreamJobRunning":0'))).toBe(true);
  });

  it('does not start without its variables', async () => {
    await expect(loadHandler({ ...variables(), JOB_NAME: '' })).rejects.toThrow('JOB_NAME is missing');
  });
});
