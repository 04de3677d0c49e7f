import { AuditEventsRequestError } from '../src/audit-events';
import { accepted, refused, throttled } from './fakes/memory-events';
import { lines, numbers, path, record, SimulatedRun, subscriptionId } from './fakes/simulated-run';

describe('processBlob', () => {
  it('carries every record of a blob over once and in order, then has nothing more to do', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, maxConcurrentRequests: 1 };
    run.container.write(path, lines(0, 250));
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual(numbers(0, 250));
    const blob = run.container.blobs.get(path);
    expect(run.state).toMatchObject({ committedOffset: blob?.bytes.length, completeEtag: blob?.etag });
    expect(run.counts).toMatchObject({ eventsIn: 250, eventsAccepted: 250, bytesRead: blob?.bytes.length });

    const requests = run.events.requests.length;
    expect(await run.run()).toBe('complete');
    expect(run.events.requests).toHaveLength(requests);
    expect(run.counts).toMatchObject({ eventsIn: 0, bytesRead: 0 });
  });

  it('takes only what was appended since', async () => {
    const run = new SimulatedRun();
    run.container.write(path, lines(0, 5));
    await run.run();
    run.container.append(path, lines(5, 8));
    await run.run();
    expect(run.acceptedNumbers).toEqual(numbers(0, 8));
    expect(run.counts.eventsIn).toBe(3);
  });

  it('commits an offset only after all events before it are accepted', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, maxStepEvents: 400 };
    run.container.write(path, lines(0, 1500));
    // Answers come in any order: a later request's before an earlier one's.
    run.events.answer = async (batch, request) => {
      await run.clock.sleep((request * 37) % 100);
      return batch.map(() => accepted);
    };
    const bytes = run.container.blobs.get(path)?.bytes ?? Buffer.alloc(0);
    run.states.beforeCommit = ({ committedOffset }) => {
      const before = bytes.subarray(0, committedOffset).toString().split('\n').length - 1;
      const acceptedNumbers = new Set(run.acceptedNumbers);
      expect(numbers(0, before).filter(number => !acceptedNumbers.has(number))).toEqual([]);
    };
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toHaveLength(1500);
  });

  it('keeps what is refused in the failure place before the commit that passes it', async () => {
    const run = new SimulatedRun();
    run.container.write(path, `${record(0)}\nno json\n${record(1)}\n`);
    run.events.answer = batch => batch.map(({ eventData }) => (eventData.includes('000000000001') ? refused : accepted));
    let keptAtCommit: readonly string[] = [];
    run.states.beforeCommit = () => {
      keptAtCommit = run.failed.map(({ reason }) => reason);
    };
    await run.run();
    expect(keptAtCommit).toEqual(['MalformedJson', 'InvalidData']);
    const offset = record(0).length + 1;
    expect(run.failed).toEqual([
      expect.objectContaining({ reason: 'MalformedJson', blob: path, offset, lengthBytes: 7, bytes: Buffer.from('no json') }),
      expect.objectContaining({ reason: 'InvalidData', offset: offset + 8, bytes: Buffer.from(record(1)) }),
    ]);
    expect(run.counts).toMatchObject({ eventsAccepted: 1, eventsRefused: 2 });
  });

  it('commits nothing while the failure place is down', async () => {
    const run = new SimulatedRun();
    run.container.write(path, `${lines(0, 3)}no json\n`);
    run.keepFailed = () => {
      throw new Error('The failure place is down.');
    };
    await expect(run.run()).rejects.toThrow('The failure place is down.');
    expect(run.state).toBeUndefined();

    run.keepFailed = () => undefined;
    expect(await run.run()).toBe('complete');
    expect(run.failed).toHaveLength(1);
  });

  it('keeps what it cannot deliver uncommitted, and commits what stands before it', async () => {
    const run = new SimulatedRun();
    run.container.write(path, lines(0, 300));
    run.events.answer = batch => {
      if (batch.some(({ eventData }) => eventData.includes('-000000000150"')))
        throw new AuditEventsRequestError('denied', 'AccessDenied', false, false);
      return batch.map(() => accepted);
    };
    await expect(run.run()).rejects.toMatchObject({ errorCode: 'AccessDenied' });
    expect(run.state?.committedOffset).toBe(lines(0, 100).length);
    expect(run.failed).toEqual([]);
  });

  it('raises when the destination throttles until the deadline, and repeats the same ids later', async () => {
    const run = new SimulatedRun();
    run.container.write(path, lines(0, 10));
    run.events.answer = batch => batch.map(() => throttled);
    const deadline = run.clock.now() + run.remainingMilliseconds;
    await expect(run.run()).rejects.toMatchObject({ name: 'DeliveryTimedOutError' });
    expect(run.clock.now()).toBeLessThan(deadline);
    expect(run.state).toBeUndefined();

    run.events.answer = batch => batch.map(() => accepted);
    await run.run();
    expect(run.events.requests.at(-1)).toEqual(run.events.requests[0]);
  });

  it('stops before its deadline and lets another message go on from the committed offset', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, maxConcurrentRequests: 1 };
    run.container.write(path, lines(0, 9000));
    run.events.answer = async batch => {
      await run.clock.sleep(7_000);
      return batch.map(() => accepted);
    };
    const deadline = run.clock.now() + run.remainingMilliseconds;
    expect(await run.run({ continuation: 3 })).toBe('continued');
    expect(run.clock.now()).toBeLessThan(deadline);
    const { committedOffset = 0 } = run.state ?? {};
    expect(committedOffset).toBeGreaterThan(0);
    expect(run.state?.completeEtag).toBeUndefined();
    expect(run.hints).toEqual([{ path, etag: run.container.blobs.get(path)?.etag, committedOffset, continuation: 4 }]);

    run.events.answer = batch => batch.map(() => accepted);
    expect(await run.run(run.hints[0])).toBe('complete');
    expect(run.acceptedNumbers).toEqual(numbers(0, 9000));
  });

  it('does not call a blob complete whose last events came too late to be sent', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, maxConcurrentRequests: 1 };
    run.container.write(path, lines(0, 150));
    run.events.answer = async batch => {
      await run.clock.sleep(run.remainingMilliseconds - 1000);
      return batch.map(() => accepted);
    };
    expect(await run.run()).toBe('continued');
    expect(run.state).toMatchObject({ committedOffset: lines(0, 100).length, completeEtag: undefined });
    expect(run.hints).toHaveLength(1);
  });

  it('stops quietly when another processor has moved the state', async () => {
    const run = new SimulatedRun();
    run.container.write(path, lines(0, 50));
    const other = { path, createdOn: 'other', committedOffset: 7, lastLine: undefined, seenLengthBytes: 7, completeEtag: undefined };
    run.states.beforeCommit = () => {
      run.states.states.set(path, other);
    };
    expect(await run.run()).toBe('lost-race');
    expect(run.state).toEqual(other);
    expect(run.counts.lostRaces).toBe(1);
    expect(run.hints).toEqual([]);
  });

  it('drops a record that stands twice in a request, and sends both of two that share an id', async () => {
    const run = new SimulatedRun();
    const shared = (number: number) => record(number, { eventDataId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' });
    run.container.write(path, `${shared(1)}\n${record(2)}\n${shared(1)}\n${shared(3)}\n${record(4)}\n`);
    expect(await run.run()).toBe('complete');
    expect(run.counts).toMatchObject({ eventsIn: 5, eventsAccepted: 4, eventsRepeated: 1, eventConflicts: 1 });
    expect([...run.acceptedNumbers].sort()).toEqual([1, 2, 3, 4]);
    for (const ids of run.events.requests) expect(new Set(ids).size).toBe(ids.length);
    expect(run.events.requests).toHaveLength(2);
  });

  it('accepts no record about a subscription that is not configured, or of another blob', async () => {
    const run = new SimulatedRun();
    const other = '99999999-2222-4333-8444-555555555555';
    run.settings = { ...run.settings, subscriptionIds: [subscriptionId, other] };
    const about = (id: string) => record(1, { resourceId: `/subscriptions/${id}/resourceGroups/rg` });
    run.container.write(path, `${about('00000000-0000-4000-8000-00000000dead')}\n${about(other)}\n${about(subscriptionId)}\n`);
    await run.run();
    expect(run.failed.map(({ reason }) => reason)).toEqual(['UnknownSubscription', 'SubscriptionMismatch']);
    expect(run.counts).toMatchObject({ eventsAccepted: 1, unknownSubscriptionEvents: 2 });
  });

  it('keeps a foreign log in the failure place and goes on', async () => {
    const run = new SimulatedRun();
    const signIn = JSON.stringify({
      time: '2026-11-21T09:10:11Z',
      category: 'SignInLogs',
      operationName: 'Sign-in activity',
      tenantId: subscriptionId,
    });
    run.container.write(path, `${signIn}\n${record(0)}\n`);
    expect(await run.run()).toBe('complete');
    expect(run.failed.map(({ reason }) => reason)).toEqual(['ForeignLog']);
    expect(run.counts.eventsAccepted).toBe(1);
  });

  it('reads lines that others write: CRLF, a byte order mark, U+2028, blank lines; refuses invalid UTF-8', async () => {
    const run = new SimulatedRun();
    const separator = record(2, { resultDescription: 'one\u2028two' });
    const blob = Buffer.concat([
      Buffer.from(`\ufeff${record(0)}\r\n\r\n \n${record(1)}\r\n${separator}\n`),
      Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d, 0x0a]),
    ]);
    run.container.write(path, blob);
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual([0, 1, 2]);
    expect(run.failed.map(({ bytes, reason }) => [reason, bytes?.toString('hex')])).toEqual([['InvalidUtf8', '7b22c328223a317d']]);
  });

  it('sends an event of a 5 MB line, cut but within every limit', async () => {
    const run = new SimulatedRun();
    const long = record(1, { properties: { requestbody: 'x'.repeat(5_000_000) } });
    run.container.write(path, `${record(0)}\n${long}\n${record(2)}\n`);
    expect(await run.run()).toBe('complete');
    expect(run.acceptedNumbers).toEqual([0, 1, 2]);
    expect(Math.max(...run.events.acceptedEvents.map(({ entryBytes }) => entryBytes))).toBeLessThan(1_000_000);
  });

  it('has nothing to do for an empty blob and for one that never was', async () => {
    const run = new SimulatedRun();
    expect(await run.run()).toBe('deleted');
    expect(run.states.closed).toEqual([]);
    run.container.write(path, '');
    expect(await run.run()).toBe('complete');
    expect(run.state).toMatchObject({ committedOffset: 0, lastLine: undefined, completeEtag: run.container.blobs.get(path)?.etag });
    expect(run.events.requests).toEqual([]);
  });

  it('writes down what a deleted blob has taken with it', async () => {
    const run = new SimulatedRun();
    run.container.write(path, lines(0, 3));
    await run.run();
    const state = { ...(run.state ?? fail()), seenLengthBytes: 5000, completeEtag: undefined };
    run.states.states.set(path, state);
    run.container.blobs.delete(path);
    expect(await run.run()).toBe('deleted');
    expect(run.failed).toEqual([
      expect.objectContaining({
        reason: 'BlobDeleted',
        offset: state.committedOffset,
        lengthBytes: 5000 - state.committedOffset,
        bytes: undefined,
      }),
    ]);
    expect(run.states.closed).toEqual([path]);
  });

  it('forgets a deleted blob only when its loss is written down', async () => {
    const run = new SimulatedRun();
    const state = { path, createdOn: undefined, committedOffset: 0, lastLine: undefined, seenLengthBytes: 10, completeEtag: undefined };
    run.states.states.set(path, state);
    run.keepFailed = () => {
      throw new Error('The failure place is down.');
    };
    await expect(run.run()).rejects.toThrow('The failure place is down.');
    expect(run.states.closed).toEqual([]);
  });

  it('says nothing of a deleted blob that was read to its end', async () => {
    const run = new SimulatedRun();
    run.container.write(path, lines(0, 3));
    await run.run();
    run.container.blobs.delete(path);
    expect(await run.run()).toBe('deleted');
    expect(run.failed).toEqual([]);
  });

  it('notes the newest event, but never a time that has not come', async () => {
    const run = new SimulatedRun();
    run.container.write(path, `${record(0, { time: '2026-11-21T08:00:00Z' })}\n${record(1, { time: '2026-11-21T07:00:00Z' })}\n`);
    await run.run();
    expect(run.states.newest.get(subscriptionId)).toBe(Date.parse('2026-11-21T08:00:00Z'));
    run.container.append(path, `${record(2, { time: '2031-01-01T00:00:00Z' })}\n`);
    await run.run();
    expect(run.states.newest.get(subscriptionId)).toBe(run.clock.now());
  });

  it('commits what was delivered when a later read fails', async () => {
    const run = new SimulatedRun();
    run.settings = { ...run.settings, rangeBytes: 60_000 };
    run.container.write(path, lines(0, 1000));
    run.container.beforeRead = number => {
      if (number === 4) throw new Error('The storage account does not answer.');
    };
    await expect(run.run()).rejects.toThrow('The storage account does not answer.');
    expect(run.state?.committedOffset).toBeGreaterThan(0);
    run.container.beforeRead = () => undefined;
    await run.run();
    expect(run.acceptedNumbers.toSorted((one, other) => one - other)).toEqual(numbers(0, 1000));
  });
});

function fail(): never {
  throw new Error('There is no state.');
}
