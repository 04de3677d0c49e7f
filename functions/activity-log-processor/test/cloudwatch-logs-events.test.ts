import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import {
  type CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  type RejectedLogEventsInfo,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { S3Client } from '@aws-sdk/client-s3';
import { CloudWatchLogsEvents } from '../src/cloudwatch-logs-events';
import { EventArchive } from '../src/event-archive';
import { VirtualClock } from './fakes/virtual-clock';

const hour = 3_600_000;
const noon = Date.parse('2026-11-21T12:00:00Z');

const event = (id: string, timeMilliseconds: number): PreparedEvent => ({
  id,
  eventData: `{"UID":"${id}"}`,
  entry: '',
  entryBytes: 60,
  timeMilliseconds,
});

/** CloudWatch Logs and S3 as far as a destination sees them. */
function logsWorld() {
  const clock = new VirtualClock();
  const requests: { stream: string | undefined; messages: (string | undefined)[] }[] = [];
  const archived: { key: string; lines: string[] }[] = [];
  const world = {
    requests,
    archived,
    streams: new Set<string>(),
    answer: (_stream: string): RejectedLogEventsInfo | undefined => undefined,
    archiveIsDown: false,
  };
  const client = {
    async send(command: unknown) {
      if (command instanceof CreateLogStreamCommand) {
        world.streams.add(command.input.logStreamName ?? '');
        return {};
      }
      if (!(command instanceof PutLogEventsCommand)) throw new Error('unexpected');
      const { logEvents = [], logStreamName = '' } = command.input;
      if (!world.streams.has(logStreamName)) throw new ResourceNotFoundException({ $metadata: {}, message: 'no stream' });
      requests.push({ stream: logStreamName, messages: logEvents.map(({ message }) => message) });
      return { rejectedLogEventsInfo: world.answer(logStreamName) };
    },
  };
  const s3 = {
    async send({ input }: { input: { Key: string; Body: Buffer } }) {
      if (world.archiveIsDown) throw new Error('The archive is down.');
      archived.push({ key: input.Key, lines: input.Body.toString().trimEnd().split('\n') });
    },
  };
  const events = new CloudWatchLogsEvents({
    client: client as unknown as CloudWatchLogsClient,
    logGroupName: '/audit-bridge/activity-log',
    retentionDays: 30,
    streamPrefix: 'subscription',
    archive: new EventArchive({ s3: s3 as unknown as S3Client, bucket: 'archive' }),
    clock,
  });
  return { world, events };
}

describe('CloudWatchLogsEvents', () => {
  it('sends each day to its own stream, made when it is missing, in the order of time', async () => {
    const { events, world } = logsWorld();
    const batch = [event('late', noon), event('yesterday', noon - 24 * hour), event('early', noon - hour)];
    expect(await events.put(batch)).toEqual(batch.map(() => ({ kind: 'accepted' })));
    expect(world.requests).toEqual([
      { stream: 'subscription/2026-11-20', messages: ['{"UID":"yesterday"}'] },
      { stream: 'subscription/2026-11-21', messages: ['{"UID":"early"}', '{"UID":"late"}'] },
    ]);
  });

  it('reads the indexes that are refused inside a 200, and gives each event its own outcome', async () => {
    const { events, world } = logsWorld();
    world.answer = () => ({ tooOldLogEventEndIndex: 1, expiredLogEventEndIndex: 2, tooNewLogEventStartIndex: 3 });
    const outcomes = await events.put([
      event('too-new', noon + 3),
      event('old', noon),
      event('taken', noon + 2),
      event('expired', noon + 1),
    ]);
    expect(outcomes).toEqual([
      { kind: 'refused', errorCode: 'TooNewLogEvent', message: expect.stringContaining('two hours ahead') },
      { kind: 'accepted' },
      { kind: 'accepted' },
      { kind: 'accepted' },
    ]);
    expect(world.archived.map(({ lines }) => lines)).toEqual([['{"UID":"old"}', '{"UID":"expired"}']]);
  });

  it('archives what is certainly too old without asking, under the day of the events', async () => {
    const { events, world } = logsWorld();
    const old = event('old', noon - 40 * 24 * hour);
    expect(await events.put([old])).toEqual([{ kind: 'accepted' }]);
    expect(await events.put([old])).toEqual([{ kind: 'accepted' }]);
    expect(world.requests).toEqual([]);
    expect(world.archived[0]?.key).toMatch(/^events\/eventDay=20261012\/[0-9a-f]{32}\.jsonl$/);
    expect(world.archived[1]?.key).toBe(world.archived[0]?.key);
  });

  it('takes nothing for accepted that the archive did not take', async () => {
    const { events, world } = logsWorld();
    world.archiveIsDown = true;
    world.answer = () => ({ tooOldLogEventEndIndex: 1 });
    const outcomes = await events.put([event('old', noon - 1), event('new', noon), event('ancient', noon - 60 * 24 * hour)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['retry', 'accepted', 'retry']);
  });

  it('keeps the other days’ events accepted when one day must be tried again', async () => {
    const { events, world } = logsWorld();
    world.answer = stream => {
      if (stream.endsWith('-20')) throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
      return undefined;
    };
    expect(await events.put([event('today', noon), event('yesterday', noon - 24 * hour)])).toEqual([
      { kind: 'accepted' },
      { kind: 'retry', errorCode: 'ThrottlingException' },
    ]);
  });

  it('halves only a request of one day, when nothing else could be sent twice by it', async () => {
    const { events, world } = logsWorld();
    world.answer = stream => {
      if (stream.endsWith('-20')) throw Object.assign(new Error('bad event'), { name: 'InvalidParameterException' });
      return undefined;
    };
    const yesterday = event('yesterday', noon - 24 * hour);
    expect((await events.put([event('today', noon), yesterday])).map(({ kind }) => kind)).toEqual(['accepted', 'retry']);
    await expect(events.put([yesterday])).rejects.toMatchObject({ retryable: false, divisible: true });
  });

  it('raises a missing log group with what to look at', async () => {
    const { events, world } = logsWorld();
    world.streams.add = () => world.streams;
    await expect(events.put([event('a', noon)])).rejects.toMatchObject({
      retryable: false,
      divisible: false,
      message: expect.stringContaining('Look at the log group'),
    });
  });
});
