import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { type EventHubs, startEventHubs } from '../src/emulators/event-hubs';
import {
  type CheckpointKey,
  type CheckpointStore,
  type FunctionLogEntry,
  type FunctionsHost,
  type FunctionsHostProps,
  folderCheckpoints,
  memoryCheckpoints,
  startFunctionsHost,
} from '../src/emulators/functions-host';
import { bundleFunctionApp, type FunctionApp } from './function-app';

/** Writes down what arrives, and does what the file `behaviour` says: `fail`, `exit`, `hang`, else it succeeds. */
const source = `
import { app, type InvocationContext } from '@azure/functions';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const folder = process.env.FOLDER ?? '';
const binary = process.env.DATA_TYPE === 'text' ? {} : { dataType: 'binary' };
const maxRetryCount = Number(process.env.MAX_RETRY_COUNT);
const retry = Number.isNaN(maxRetryCount)
  ? {}
  : { retry: { strategy: 'exponentialBackoff', maxRetryCount, minimumInterval: { seconds: 1 }, maximumInterval: { seconds: 2 } } as const };

async function take(messages: unknown, context: InvocationContext): Promise<void> {
  const bodies = (messages as unknown[]).map(message => (Buffer.isBuffer(message) ? message.toString('latin1') : message));
  const { triggerMetadata, retryContext } = context;
  appendFileSync(folder + '/taken.jsonl', JSON.stringify({ bodies, triggerMetadata, retryContext, pid: process.pid }) + '\\n');
  context.log(JSON.stringify({ metrics: { Taken: bodies.length } }));
  const behaviour = existsSync(folder + '/behaviour') ? readFileSync(folder + '/behaviour', 'utf8') : '';
  if (behaviour === 'fail') throw new RangeError('not today');
  if (behaviour === 'exit') process.exit(3);
  if (behaviour === 'hang') await new Promise(() => setInterval(() => {}, 1000));
}

app.eventHub('take', {
  connection: 'HUB', eventHubName: '%HUB_NAME%', consumerGroup: '%GROUP%', cardinality: 'many', ...binary, ...retry, handler: take,
});
app.timer('tick', {
  schedule: '%SCHEDULE%',
  handler: async timer => appendFileSync(folder + '/ticks.jsonl', JSON.stringify(timer) + '\\n'),
});`;

interface Taken {
  readonly bodies: readonly string[];
  readonly triggerMetadata: Record<string, unknown>;
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number };
  readonly pid: number;
}

describe('startFunctionsHost', () => {
  let app: FunctionApp;
  let hubs: EventHubs;
  let folder: string;
  let hubCount = 0;
  const hosts: FunctionsHost[] = [];
  const producers: EventHubProducerClient[] = [];

  beforeAll(async () => {
    const hub = { partitionCount: 2, consumerGroups: ['readers'] };
    [app, hubs] = await Promise.all([
      bundleFunctionApp(source, { version: '2.0', extensions: { eventHubs: { maxEventBatchSize: 3 } }, functionTimeout: '00:00:02' }),
      startEventHubs({ eventHubs: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`hub-${index}`, hub])) }),
    ]);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'functions-host-test-'));
    hubCount += 1;
  });
  afterEach(async () => {
    await Promise.all([...hosts.splice(0).map(host => host.kill()), ...producers.splice(0).map(producer => producer.close())]);
    await rm(folder, { recursive: true });
  });
  afterAll(async () => {
    await Promise.all([hubs.stop(), rm(app.root, { recursive: true })]);
  });

  const hubName = () => `hub-${hubCount}`;

  async function start(props: Partial<FunctionsHostProps> & { readonly settings?: Record<string, string> } = {}): Promise<FunctionsHost> {
    const { settings, ...rest } = props;
    const environment = {
      HUB: hubs.connectionString,
      HUB_NAME: hubName(),
      GROUP: 'readers',
      SCHEDULE: '0 */5 * * * *',
      FOLDER: folder,
      MAX_RETRY_COUNT: '-1',
      ...settings,
    };
    const host = await startFunctionsHost({ zipPath: app.zipPath, environment, delayFactor: 0.001, ...rest });
    hosts.push(host);
    return host;
  }

  async function send(bodies: readonly (string | Buffer)[], partitionId = '0'): Promise<void> {
    const producer = new EventHubProducerClient(hubs.connectionString, hubName());
    producers.push(producer);
    await producer.sendBatch(
      bodies.map(body => ({ body: Buffer.from(body) })),
      { partitionId },
    );
  }

  const behave = (how: '' | 'fail' | 'exit' | 'hang') => writeFile(join(folder, 'behaviour'), how);

  async function taken(): Promise<readonly Taken[]> {
    const text = await readFile(join(folder, 'taken.jsonl'), 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line));
  }

  async function untilTaken(count: number): Promise<readonly Taken[]> {
    for (;;) {
      const all = await taken();
      if (all.length >= count) return all;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  const bodiesOf = (invocations: readonly Taken[]) => invocations.flatMap(({ bodies }) => bodies);

  it('gives each partition in its order, in batches as large as host.json says, and moves the checkpoint behind them', async () => {
    const checkpoints = memoryCheckpoints();
    await send(['a', 'b', 'c', 'd', 'e', 'f', 'g'], '0');
    await send(['A', 'B'], '1');
    const host = await start({ checkpoints });
    await host.drained();
    const invocations = await taken();
    expect(Math.max(...invocations.map(({ bodies }) => bodies.length))).toBe(3);
    expect(bodiesOf(invocations).filter(body => body < 'a')).toEqual(['A', 'B']);
    expect(bodiesOf(invocations).filter(body => body >= 'a')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    const key: CheckpointKey = { eventHubName: hubName(), consumerGroup: 'readers', partitionId: '0' };
    expect(await checkpoints.read(key)).toMatchObject({ sequenceNumber: 6 });
  });

  it('goes on in a second run where the first one ended', async () => {
    const checkpoints = folderCheckpoints(join(folder, 'checkpoints'));
    await send(['one']);
    const first = await start({ checkpoints });
    await first.drained();
    await first.stop();
    await send(['two']);
    const second = await start({ checkpoints });
    await second.drained();
    expect(bodiesOf(await taken())).toEqual(['one', 'two']);
  });

  const record = '{"n":12345678901234567890,"f":1.10,"a":1,"a":2}';

  it('gives bytes as they came where the function asks for binary: numbers beyond 2^53, text that is no UTF-8, nothing at all', async () => {
    const host = await start();
    await send([record, Buffer.from([0x7b, 0xff, 0x7d]), '', '5']);
    await host.drained();
    expect(bodiesOf(await taken())).toEqual([record, '{\u00ff}', '', '5']);
  });

  it('shows what becomes of messages without dataType "binary": parsed by the library, numbers damaged, empty ones gone', async () => {
    const host = await start({ settings: { DATA_TYPE: 'text' }, allowsDangers: true });
    await send([record, '', Buffer.from([0x7b, 0xff, 0x7d])]);
    await host.drained();
    expect(bodiesOf(await taken())).toEqual([{ n: 12345678901234567000, f: 1.1, a: 2 }, '{\ufffd}']);
  });

  it.each(['number', 'long'] as const)('adds the metadata that the Event Hubs extension adds (sequence numbers as %s)', async shape => {
    const host = await start({ sequenceNumberShape: shape });
    const producer = new EventHubProducerClient(hubs.connectionString, hubName());
    producers.push(producer);
    await producer.sendBatch([{ body: Buffer.from('x'), properties: { Origin: 'test' } }], { partitionId: '1' });
    await host.drained();
    const [stored] = hubs.eventHub(hubName()).partitions[1]?.messages ?? [];
    const [{ triggerMetadata }] = (await taken()) as [Taken];
    expect(triggerMetadata).toEqual({
      partitionContext: {
        isCheckpointingAfterInvocation: true,
        fullyQualifiedNamespace: '127.0.0.1',
        eventHubName: hubName(),
        consumerGroup: 'readers',
        partitionId: '1',
      },
      partitionKeyArray: [],
      offsetArray: [Number(stored?.offset)],
      sequenceNumberArray: [shape === 'number' ? 0 : { low: 0, high: 0, unsigned: false }],
      enqueuedTimeUtcArray: [stored?.enqueuedTime.toISOString().slice(0, -1)],
      propertiesArray: [{ origin: 'test' }],
      systemPropertiesArray: [expect.objectContaining({ sequenceNumber: 0, 'x-opt-sequence-number': 0, offset: stored?.offset })],
    });
  });

  it('keeps the checkpoint and gives the same batch again while a retry policy for ever runs', async () => {
    const checkpoints = memoryCheckpoints();
    await behave('fail');
    const host = await start({ checkpoints });
    await send(['a', 'b']);
    const failed = await untilTaken(4);
    expect(await checkpoints.read({ eventHubName: hubName(), consumerGroup: 'readers', partitionId: '0' })).toBeUndefined();
    expect(new Set(failed.map(({ bodies }) => bodies.join()))).toEqual(new Set(['a,b']));
    expect(failed[0]?.retryContext).toBeUndefined();
    expect(failed[3]?.retryContext).toMatchObject({
      retryCount: 3,
      maxRetryCount: -1,
      exception: { message: expect.stringContaining('not today') },
    });
    await behave('');
    await host.drained();
    expect((await taken()).at(-1)?.bodies).toEqual(['a', 'b']);
  });

  it.each([
    ['the retry policy has run out', { MAX_RETRY_COUNT: '2' }, 3],
    ['there is no retry policy', { MAX_RETRY_COUNT: '' }, 1],
  ])('moves the checkpoint behind a batch that failed when %s: its messages never come again', async (_when, settings, attempts) => {
    const noNumber = settings.MAX_RETRY_COUNT === '' ? { MAX_RETRY_COUNT: 'none' } : settings;
    const checkpoints = memoryCheckpoints();
    await behave('fail');
    const host = await start({ checkpoints, settings: noNumber, allowsDangers: true });
    await send(['lost']);
    await host.drained();
    await behave('');
    await send(['next']);
    await host.drained();
    const invocations = await taken();
    expect(invocations.map(({ bodies }) => bodies.join())).toEqual([...Array<string>(attempts).fill('lost'), 'next']);
  });

  it('gives a batch again when it crashes between the handler and the checkpoint', async () => {
    const store = memoryCheckpoints();
    let host: FunctionsHost | undefined;
    const crashing: CheckpointStore = {
      ...store,
      write: async () => {
        void host?.kill();
        throw new Error('crashed');
      },
    };
    await send(['a']);
    host = await start({ checkpoints: crashing });
    await untilTaken(1);
    await host.kill();
    const next = await start({ checkpoints: store });
    await next.drained();
    expect(bodiesOf(await taken())).toEqual(['a', 'a']);
  });

  it('lets a second host claim partitions, and the first one checkpoint nothing behind its back', async () => {
    const store = memoryCheckpoints();
    const writes: number[] = [];
    const counted: CheckpointStore = {
      ...store,
      write: async (key, checkpoint) => {
        writes.push(checkpoint.sequenceNumber);
        await store.write(key, checkpoint);
      },
    };
    await behave('fail');
    const first = await start({ checkpoints: counted });
    await send(['a', 'b']);
    await untilTaken(2);
    const second = await start({ checkpoints: store, partitions: ['0'] });
    while (first.lostPartitions().length === 0) await new Promise(resolve => setTimeout(resolve, 20));
    await behave('');
    await Promise.all([first.drained(), second.drained()]);
    expect(first.lostPartitions()).toEqual(['0']);
    expect(second.lostPartitions()).toEqual([]);
    expect(writes).toEqual([]);
    const invocations = await taken();
    expect(invocations.at(-1)?.bodies).toEqual(['a', 'b']);
    expect(new Set(invocations.map(({ pid }) => pid)).size).toBe(2);
    // And back again.
    await first.claimPartitions();
    await send(['c']);
    await first.drained();
    expect((await taken()).at(-1)).toMatchObject({ bodies: ['c'], pid: invocations[0]?.pid });
  });

  it('fails the invocation when the process ends or the time runs out, and starts another process', async () => {
    const host = await start();
    await behave('exit');
    await expect(host.invoke('take', [Buffer.from('a')])).rejects.toMatchObject({ errorType: 'WorkerProcessExitException' });
    await behave('hang');
    await expect(host.invoke('take', [Buffer.from('b')])).rejects.toMatchObject({ errorType: 'FunctionTimeoutException' });
    await behave('fail');
    await expect(host.invoke('take', [Buffer.from('c')])).rejects.toMatchObject({
      errorType: 'RangeError',
      message: expect.stringContaining('not today'),
    });
    await behave('');
    await host.invoke('take', [Buffer.from('d')], '1');
    expect(bodiesOf(await taken())).toEqual(['a', 'b', 'c', 'd']);
  });

  it('waits for a batch under way when it stops, and leaves it to the next host', async () => {
    const checkpoints = memoryCheckpoints();
    await behave('fail');
    const host = await start({ checkpoints });
    await send(['a']);
    await untilTaken(1);
    await host.stop();
    const count = (await taken()).length;
    await behave('');
    const next = await start({ checkpoints });
    await next.drained();
    const invocations = await taken();
    expect(invocations).toHaveLength(count + 1);
    expect(() => process.kill(invocations[0]?.pid ?? 0, 0)).toThrow('ESRCH');
  });

  it('runs a timer when asked, and by its schedule', async () => {
    const ticks = async () => (await readFile(join(folder, 'ticks.jsonl'), 'utf8').catch(() => '')).split('\n').length - 1;
    const asked = await start();
    await asked.runTimer('tick');
    expect(await ticks()).toBe(1);
    expect(JSON.parse(await readFile(join(folder, 'ticks.jsonl'), 'utf8'))).toMatchObject({
      isPastDue: false,
      scheduleStatus: { next: expect.any(String) },
    });
    await start({ timers: 'onSchedule', settings: { SCHEDULE: '* * * * * *' } });
    while ((await ticks()) < 2) await new Promise(resolve => setTimeout(resolve, 50));
  });

  it('passes on what the function logs', async () => {
    const lines: FunctionLogEntry[] = [];
    const host = await start({ onLog: entry => lines.push(entry) });
    await host.invoke('take', [Buffer.from('a')]);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'information', category: 'user', message: '{"metrics":{"Taken":1}}', functionName: 'take' }),
    );
  });

  it('refuses an app that the host would not start, or that loses or damages events', async () => {
    await expect(start({ settings: { DATA_TYPE: 'text', MAX_RETRY_COUNT: '5' } })).rejects.toThrow(
      /dataType "binary".*\n.*maxRetryCount -1/,
    );
    await expect(start({ settings: { HUB_NAME: '' } })).rejects.toThrow('%HUB_NAME%');
    await expect(start({ settings: { SCHEDULE: 'every minute' } })).rejects.toThrow('NCRONTAB');
    const broken = await bundleFunctionApp('throw new TypeError("no settings");');
    await expect(start({ zipPath: broken.zipPath })).rejects.toThrow('no settings');
    const empty = await bundleFunctionApp('export {};');
    await expect(start({ zipPath: empty.zipPath })).rejects.toThrow('registered no function');
    await Promise.all([broken, empty].map(({ root }) => rm(root, { recursive: true })));
    await appendFile(join(folder, 'behaviour'), '');
  });
});
