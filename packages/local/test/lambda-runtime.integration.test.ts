import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { type LambdaFunction, type LambdaFunctionProps, startLambda } from '../src/emulators/lambda-runtime';

/** A function with one behaviour per event. */
const source = `
let invocations = 0;
export const handler = async (event, context) => {
  invocations += 1;
  const answers = {
    count: () => invocations,
    environment: () => process.env,
    context: () => ({ ...context, remaining: context.getRemainingTimeInMillis() }),
    preloaded: () => globalThis.preloaded ?? null,
    pid: () => new Promise(resolve => setTimeout(() => resolve(process.pid), 100)),
    log: () => console.log('a line'),
    fail: () => { throw new RangeError('too far'); },
    exit: () => process.exit(3),
    hang: () => new Promise(() => setInterval(() => {}, 1000)),
  };
  return answers[event.do]();
};`;

describe('startLambda', () => {
  let folder: string;
  const started: LambdaFunction[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lambda-runtime-test-'));
    await writeFile(join(folder, 'function.zip'), zipSync({ 'index.mjs': strToU8(source) }));
  });
  afterEach(() => Promise.all(started.splice(0).map(lambda => lambda.stop())));
  afterAll(() => rm(folder, { recursive: true }));

  async function start(props: Partial<LambdaFunctionProps> = {}) {
    const lambda = await startLambda({ name: 'example', zipPath: join(folder, 'function.zip'), environment: {}, ...props });
    started.push(lambda);
    return lambda;
  }

  it('keeps one process warm between invocations', async () => {
    const lambda = await start();
    expect(await lambda.invoke({ do: 'count' })).toBe(1);
    expect(await lambda.invoke({ do: 'count' })).toBe(2);
  });

  it('gives the function its own variables and those of AWS Lambda, and none of this process', async () => {
    const lambda = await start({ environment: { TABLE: 'states' } });
    const variables = (await lambda.invoke({ do: 'environment' })) as Record<string, string>;
    expect(variables).toMatchObject({ TABLE: 'states', AWS_LAMBDA_FUNCTION_NAME: 'example' });
    expect(variables).not.toHaveProperty('PATH');
  });

  it('gives a context with the request id and the time that is left', async () => {
    const lambda = await start({ timeoutMilliseconds: 20_000 });
    const context = (await lambda.invoke({ do: 'context' })) as { awsRequestId: string; remaining: number };
    expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(context.remaining).toBeGreaterThan(10_000);
    expect(context.remaining).toBeLessThanOrEqual(20_000);
  });

  it("reports the handler's error with its type", async () => {
    const lambda = await start();
    await expect(lambda.invoke({ do: 'fail' })).rejects.toMatchObject({ errorType: 'RangeError', message: 'RangeError: too far' });
    expect(await lambda.invoke({ do: 'count' })).toBe(2);
  });

  it('reports a process that ended, and starts another one', async () => {
    const lambda = await start();
    await expect(lambda.invoke({ do: 'exit' })).rejects.toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await lambda.invoke({ do: 'count' })).toBe(1);
  });

  it('ends a function whose time has run out, and starts another one', async () => {
    const lambda = await start({ timeoutMilliseconds: 3_000 });
    expect(await lambda.invoke({ do: 'count' })).toBe(1);
    await expect(lambda.invoke({ do: 'hang' })).rejects.toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(await lambda.invoke({ do: 'count' })).toBe(1);
  });

  it('reports a function that cannot be loaded', async () => {
    await writeFile(join(folder, 'broken.zip'), zipSync({ 'index.mjs': strToU8('throw new TypeError("no settings")') }));
    const lambda = await start({ zipPath: join(folder, 'broken.zip') });
    await expect(lambda.invoke({})).rejects.toMatchObject({ errorType: 'TypeError', message: 'TypeError: no settings' });
  });

  it('runs as many invocations at once as it may', async () => {
    const lambda = await start({ maxConcurrency: 2 });
    const pids = await Promise.all([1, 2, 3, 4].map(() => lambda.invoke({ do: 'pid' })));
    expect(new Set(pids).size).toBe(2);
  });

  it('loads a module before the function', async () => {
    await writeFile(join(folder, 'preload.mjs'), 'globalThis.preloaded = "yes";');
    const lambda = await start({ preload: [join(folder, 'preload.mjs')] });
    expect(await lambda.invoke({ do: 'preloaded' })).toBe('yes');
  });

  it('passes on what the function writes', async () => {
    const lines: string[] = [];
    const lambda = await start({ onLog: line => lines.push(line) });
    await lambda.invoke({ do: 'log' });
    await lambda.stop();
    expect(lines).toEqual(['a line']);
  });

  it('fails an invocation under way when it is stopped, and leaves no process', async () => {
    const lambda = await start();
    const pid = (await lambda.invoke({ do: 'pid' })) as number;
    const underWay = lambda.invoke({ do: 'hang' });
    await Promise.all([expect(underWay).rejects.toMatchObject({ errorType: 'Runtime.ExitError' }), lambda.stop()]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
