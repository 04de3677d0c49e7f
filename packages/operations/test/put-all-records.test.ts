import { StreamRequestError } from '@audit-bridge/record-stream';
import { MemoryRecordStream, requestError, throttled } from '@audit-bridge/record-stream/test/fakes/memory-record-stream';
import { VirtualClock } from '@audit-bridge/record-stream/test/fakes/virtual-clock';
import { putAllRecords } from '../src/replay/put-all-records';

describe('putAllRecords', () => {
  let clock: VirtualClock;
  let stream: MemoryRecordStream;

  beforeEach(() => {
    clock = new VirtualClock();
    stream = new MemoryRecordStream();
  });

  const put = (records: readonly Buffer[]) =>
    putAllRecords(records, { stream, streamName: 'activity-log', clock, randomness: Math.random });
  const texts = (...records: readonly string[]) => records.map(text => Buffer.from(text));
  const numbered = (count: number) => texts(...Array.from({ length: count }, (_, index) => `${index}`));
  const sent = () => stream.calls.map(rows => rows.map(({ bytes }) => bytes.toString()));

  it('sends only the records again that were not taken', async () => {
    stream.fault = (rows, call) => rows.map(({ bytes }) => (call < 3 && bytes.toString() === 'b' ? throttled : { kind: 'taken' }));
    await put(texts('a', 'b', 'c'));
    expect(sent()).toEqual([['a', 'b', 'c'], ['b'], ['b']]);
    expect(stream.texts).toEqual(['a', 'c', 'b']);
  });

  it('fills requests, and asks nothing of the stream for no records', async () => {
    await put([]);
    await put(numbered(501));
    expect(stream.calls.map(rows => rows.length)).toEqual([500, 1]);
  });

  it('gives up after a minute, says what the stream said last, and sends nothing of what is behind', async () => {
    stream.fault = (rows, call) =>
      call === 1 ? rows.map(({ bytes }) => (bytes[0] === 0x37 ? throttled : { kind: 'taken' })) : requestError('InternalFailure');
    const startedAt = clock.milliseconds;
    await expect(put(numbered(501))).rejects.toMatchObject({
      name: 'StreamRefusedRecordsError',
      message: 'The stream activity-log did not take 11 records within 60 s (InternalFailure). Run the command again later.',
    });
    expect(clock.milliseconds - startedAt).toBeLessThanOrEqual(60_000);
    expect(clock.milliseconds - startedAt).toBeGreaterThan(50_000);
    expect(stream.taken).toHaveLength(500 - 11);
  });

  it('gives each request its minute: many records that are taken slowly are no failure', async () => {
    stream.fault = () => {
      clock.milliseconds += 50_000;
      return undefined;
    };
    await put(numbered(1_500));
    expect(stream.taken).toHaveLength(1_500);
  });

  it('takes a whole request that failed for one to be sent again', async () => {
    stream.fault = (_, call) => (call === 1 ? requestError('TimeoutError') : undefined);
    await put(texts('a', 'b'));
    expect(sent()).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('says that a record is invalid where the stream says so, and that another run will not help', async () => {
    const tooLarge = Buffer.alloc(stream.limits.maxRowBytes);
    await expect(put([...texts('a', 'b'), tooLarge])).rejects.toThrow(
      'The stream activity-log calls 1 records invalid (InvalidArgumentException). Another run would end like this one: look at the object.',
    );
    expect([...stream.texts].sort()).toEqual(['a', 'b']);
  });

  it.each(['AccessDeniedException', 'ResourceNotFoundException', 'ExpiredTokenException', 'CredentialsProviderError'])(
    'says at once what an operator has to mend after %s',
    async errorCode => {
      stream.fault = () => new StreamRequestError('PutRecords failed.', errorCode, false, { cause: new Error('not for this role') });
      await expect(put(texts('a'))).rejects.toMatchObject({
        name: 'StreamNotUsableError',
        message: expect.stringContaining(`The stream activity-log cannot be written to (${errorCode}: not for this role).`),
      });
      expect(stream.calls).toHaveLength(1);
    },
  );
});
