import type { ParkedRecord, ParkingReason } from '@audit-bridge/parked-records';
import { MemoryParkingPlace } from '@audit-bridge/parked-records/test/memory/memory-parking-place';
import type { OneByOneOptions } from '../src/one-by-one';
import { describeByReason, listRefusedBlobs } from '../src/redrive-parked-records/refused-blobs';
import { sendAgain } from '../src/redrive-parked-records/send-again';

const parkedAt = Date.parse('2026-11-21T12:00:00Z');

function refused(sequenceNumber: number, reason: ParkingReason = 'UnknownSubscription'): ParkedRecord {
  return {
    reason,
    message: 'The record names a subscription that is not configured.',
    partitionId: '3',
    offset: String(sequenceNumber * 100),
    sequenceNumber,
    enqueuedAt: '2026-11-21T11:59:00Z',
    position: 0,
    bytes: Buffer.from(`{"n":${sequenceNumber}}`),
  };
}

class Run {
  readonly place = new MemoryParkingPlace(() => parkedAt);
  readonly lines: string[] = [];
  readonly interruption = { isRequested: false };

  async run(options: Partial<OneByOneOptions> = {}) {
    const blobs = await listRefusedBlobs(this.place);
    const print = (line: string) => this.lines.push(line);
    return sendAgain(this.place, blobs, {
      dryRun: false,
      limit: Number.POSITIVE_INFINITY,
      print,
      progress: () => {},
      interruption: this.interruption,
      ...options,
    });
  }

  async records(folder: 'undelivered/' | 'refused/') {
    const records: ParkedRecord[] = [];
    for await (const { name } of this.place.list(folder)) records.push(...((await this.place.read(name)) ?? []));
    return records;
  }
}

describe('sendAgain', () => {
  it('puts refused records where the forwarder looks, with their bytes and their place in the hub', async () => {
    const run = new Run();
    await run.place.put([refused(1), refused(2, 'MalformedMessage')]);
    expect(await run.run()).toEqual({ blobs: 2, records: 2, failures: 0 });
    expect(await run.records('refused/')).toEqual([]);
    const message = (reason: string) => `An operator sends it again; it was refused before (${reason}).`;
    expect(await run.records('undelivered/')).toEqual([
      { ...refused(1), redrives: 1, reason: 'Undelivered', message: message('UnknownSubscription') },
      { ...refused(2), redrives: 1, reason: 'Undelivered', message: message('MalformedMessage') },
    ]);
  });

  it('calls nothing a failure whose question was ended on a dry run', async () => {
    const run = new Run();
    await run.place.put([refused(1)]);
    run.place.read = async () => {
      run.interruption.isRequested = true;
      throw new Error('Request aborted');
    };
    expect(await run.run({ dryRun: true })).toEqual({ blobs: 0, records: 0, failures: 0 });
    expect(run.lines).toEqual([]);
    run.interruption.isRequested = false;
    expect(await run.run()).toMatchObject({ failures: 1 });
  });

  it('moves nothing on a dry run, and says why the records were refused', async () => {
    const run = new Run();
    await run.place.put([refused(1)]);
    expect(await run.run({ dryRun: true })).toEqual({ blobs: 1, records: 1, failures: 0 });
    expect([(await run.records('refused/')).length, (await run.records('undelivered/')).length]).toEqual([1, 0]);
    expect(run.lines[0]).toMatch(/^1\. refused\/UnknownSubscription\/2026\/11\/21\/3-0+1-\S+: 1 records: The record names a subscription/);
  });

  it('loses nothing when it ends between the two steps: the next run moves the same records to the same blob', async () => {
    const run = new Run();
    await run.place.put([refused(1)]);
    const { remove } = run.place;
    run.place.remove = async () => {
      throw new Error('connection lost');
    };
    expect(await run.run()).toMatchObject({ failures: 1 });
    run.place.remove = remove;
    await run.run();
    expect([(await run.records('refused/')).length, (await run.records('undelivered/')).length]).toEqual([0, 1]);
  });

  it('removes the blob that it has read, not the one of a record that was refused again meanwhile', async () => {
    const run = new Run();
    await run.place.put([refused(1)]);
    const { put } = run.place;
    run.place.put = async records => {
      await put.call(run.place, records);
      // The forwarder's timer is faster than the operator's next step, and refuses as before.
      for await (const { name } of run.place.list('undelivered/')) await run.place.remove(name);
      await put.call(
        run.place,
        records.map(record => ({ ...record, ...refused(1) })),
      );
    };
    await run.run();
    expect(await run.records('refused/')).toMatchObject([{ reason: 'UnknownSubscription', sequenceNumber: 1, redrives: 1 }]);
  });

  it('leaves a damaged blob, and goes on with the next one', async () => {
    const run = new Run();
    await run.place.put([refused(1), refused(2)]);
    const [name = ''] = run.place.blobs.keys();
    run.place.blobs.set(name, { content: Buffer.from('{}\n'), parkedMilliseconds: parkedAt });
    expect(await run.run()).toEqual({ blobs: 1, records: 1, failures: 1 });
    expect([...run.place.blobs.keys()]).toContain(name);
    expect(run.lines[0]).toContain('FAILED, it stays');
  });

  it('stops when one blob after another fails, at the limit, and when it is told to', async () => {
    const run = new Run();
    await run.place.put(Array.from({ length: 6 }, (_, index) => refused(index)));
    expect(await run.run({ limit: 2 })).toMatchObject({ blobs: 2 });
    run.interruption.isRequested = true;
    expect(await run.run()).toMatchObject({ blobs: 0 });
    run.interruption.isRequested = false;
    run.place.put = async () => {
      throw new Error('no permission');
    };
    expect(await run.run()).toMatchObject({ blobs: 0, failures: 3 });
    expect((await run.records('refused/')).length).toBe(4);
  });
});

describe('listRefusedBlobs', () => {
  it('finds the reasons that are asked for, and never what is undelivered', async () => {
    const { place } = new Run();
    await place.put([refused(1), refused(2, 'TooLarge'), refused(3, 'Undelivered')]);
    expect((await listRefusedBlobs(place)).map(({ reason }) => reason)).toEqual(['TooLarge', 'UnknownSubscription']);
    const tooLarge = await listRefusedBlobs(place, ['TooLarge']);
    expect(describeByReason(tooLarge)).toEqual(['TooLarge: 1 blobs, 1 kB, parked from 2026-11-21 to 2026-11-21']);
  });
});
