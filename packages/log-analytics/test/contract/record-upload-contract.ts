import type { IngestionEndpoint } from '../../../local/src/emulators/ingestion-endpoint';
import type { IngestionFault } from '../../../local/src/emulators/ingestion-faults';
import { VirtualClock } from '../../../record-stream/test/fakes/virtual-clock';
import { type RecordUpload, UploadError, type UploadSettings } from '../../src';
import { sampleRecord, sampleRecords, sampleTime } from '../fakes/sample-records';

export interface UploadHarness {
  readonly service: IngestionEndpoint;
  open(settings: UploadSettings): RecordUpload;
}

export interface UploadContract {
  readonly name: string;
  start(clock: VirtualClock): Promise<UploadHarness>;
}

const uidColumn = 'KeyUid_s';

/** What both transports promise, over HTTP. */
export function describeRecordUpload({ name, start }: UploadContract): void {
  describe(`${name} as RecordUpload`, () => {
    let clock: VirtualClock;
    let harness: UploadHarness;
    let retries: string[];

    beforeAll(async () => {
      clock = new VirtualClock();
      harness = await start(clock);
    });
    afterAll(() => harness.service.stop());
    beforeEach(() => {
      clock.milliseconds = Date.parse(sampleTime);
      clock.sleeps.length = 0;
      retries = [];
      harness.service.chooseFault = undefined;
      harness.service.rows.clear();
      harness.service.problems.clear();
    });

    const upload = (records: readonly object[], settings: Partial<UploadSettings> = {}, seconds = 600) =>
      harness
        .open({ clock, randomness: () => 0.5, onRetry: ({ code }) => retries.push(code), maxBodyBytes: 10_000, ...settings })
        .upload(records, clock.now() + seconds * 1000);
    const failureOf = (uploading: Promise<void>) =>
      uploading.then(
        () => undefined,
        (error: unknown) => (error instanceof UploadError ? error : Promise.reject(error)),
      );
    const arrived = () => harness.service.rows.all.map(row => Number.parseInt(String(row[uidColumn]), 16));
    const sorted = () => arrived().sort((one, other) => one - other);
    const all = (count: number) => Array.from({ length: count }, (_, index) => index);
    /** Goes wrong with the first requests only. */
    const failFirst = (...faults: readonly IngestionFault[]) => {
      const before = harness.service.requestCount();
      harness.service.chooseFault = ({ requestNumber }) => faults[requestNumber - before - 1];
    };

    it('sends nothing of nothing', async () => {
      const before = harness.service.requestCount();
      await upload([]);
      expect(harness.service.requestCount()).toBe(before);
    });

    it('brings each record once, in as many requests as it takes, as the service wants it', async () => {
      const before = harness.service.requestCount();
      await upload(sampleRecords(100));
      expect(sorted()).toEqual(all(100));
      expect(harness.service.requestCount() - before).toBeGreaterThan(4);
      expect(harness.service.problems.all).toEqual([]);
      expect(harness.service.rows.all.every(({ TimeGenerated }) => TimeGenerated === sampleTime)).toBe(true);
    });

    it('brings the records in their order, one request after the other', async () => {
      await upload(sampleRecords(100), { maxConcurrentRequests: 1 });
      expect(arrived()).toEqual(all(100));
    });

    it('waits as long as a 429 asks', async () => {
      failFirst({ kind: 'refuse', status: 429, code: 'TooManyRequests', retryAfter: '7' });
      const startedAt = clock.now();
      await upload(sampleRecords(2));
      expect(sorted()).toEqual(all(2));
      expect(clock.now() - startedAt).toBeGreaterThanOrEqual(7_000);
      expect(retries).toEqual(['TooManyRequests']);
    });

    it('keeps the pause that another upload was asked for', async () => {
      failFirst({ kind: 'refuse', status: 429, code: 'TooManyRequests', retryAfter: '60' });
      const one = harness.open({ clock, randomness: () => 0.5 });
      await expect(one.upload(sampleRecords(1), clock.now() + 30_000)).rejects.toThrow('TooManyRequests, status 429');
      await expect(one.upload(sampleRecords(1), clock.now() + 60_000)).rejects.toThrow('TooManyRequests, status 429');
      expect(clock.sleeps).toEqual([]);
      await one.upload(sampleRecords(1), clock.now() + 120_000);
      expect(arrived()).toEqual([0]);
      expect(clock.sleeps).toEqual([60_000]);
    });

    it.each([500, 503])('sends again after a %d', async status => {
      failFirst({ kind: 'refuse', status, code: 'Busy' }, { kind: 'refuse', status, code: 'Busy' });
      await upload(sampleRecords(2));
      expect(sorted()).toEqual(all(2));
      expect(retries).toEqual(['Busy', 'Busy']);
    });

    it('sends again when the connection breaks before the request was taken', async () => {
      failFirst({ kind: 'reset', when: 'before' });
      await upload(sampleRecords(2));
      expect(sorted()).toEqual(all(2));
      expect(retries).toEqual(['ECONNRESET']);
    });

    it('sends twice rather than never when the answer was lost', async () => {
      failFirst({ kind: 'reset', when: 'after' });
      await upload(sampleRecords(2));
      expect(sorted()).toEqual([0, 0, 1, 1]);
    });

    it('gives a request without an answer up, and sends it again', async () => {
      failFirst({ kind: 'hang' });
      await upload(sampleRecords(2), { requestTimeoutSeconds: 0.2 });
      // A busy machine may let more of them go without an answer.
      expect(new Set(retries)).toEqual(new Set(['Timeout']));
      expect([...new Set(sorted())]).toEqual(all(2));
    });

    it('halves a request that the service calls too large', async () => {
      harness.service.chooseFault = ({ rows }) => (rows.length > 3 ? { kind: 'refuse', status: 413, code: 'TooLarge' } : undefined);
      await upload(sampleRecords(20));
      expect(sorted()).toEqual(all(20));
    });

    it('names the record that is too large alone, and brings the others', async () => {
      harness.service.chooseFault = ({ rows }) =>
        rows.some(row => String(row[uidColumn]).endsWith('5')) ? { kind: 'refuse', status: 413, code: 'TooLarge' } : undefined;
      const failure = await failureOf(upload(sampleRecords(10)));
      expect(failure?.failures).toEqual([expect.objectContaining({ code: 'TooLarge', status: 413, records: 1, firstPosition: 5 })]);
      expect(sorted()).toEqual(all(10).filter(index => index !== 5));
    });

    it('counts the records of a request that is refused, and brings the others', async () => {
      failFirst({ kind: 'refuse', status: 400, code: 'InvalidDataFormat' });
      const failure = await failureOf(upload(sampleRecords(100), { maxConcurrentRequests: 1 }));
      expect(failure?.failures).toEqual([expect.objectContaining({ code: 'InvalidDataFormat', status: 400, firstPosition: 0 })]);
      expect(failure?.notAccepted).toBe(100 - arrived().length);
      expect(arrived()).toEqual(all(100).slice(failure?.notAccepted));
    });

    it('does not send what the service would cut or refuse, and brings the others', async () => {
      const long = { ...sampleRecord(1), user_s: 'private'.repeat(10_000) };
      const failure = await failureOf(upload([sampleRecord(0), long, sampleRecord(2)]));
      expect(failure?.failures).toEqual([
        expect.objectContaining({ code: 'FieldTooLong', status: undefined, records: 1, firstPosition: 1 }),
      ]);
      expect(sorted()).toEqual([0, 2]);
      expect(harness.service.problems.all).toEqual([]);
    });

    it('ends with its time when the service is down, and says how many, why, and what to do, without content', async () => {
      harness.service.chooseFault = () => ({ kind: 'refuse', status: 503, code: 'Down' });
      const startedAt = clock.now();
      const failure = await failureOf(upload(sampleRecords(10), {}, 20));
      expect(clock.now() - startedAt).toBeLessThanOrEqual(20_000);
      expect(failure?.failures).toEqual([expect.objectContaining({ code: 'Down', status: 503, records: 10, firstPosition: 0 })]);
      expect(failure?.message).toMatch(/did not accept 10 of 10 records.*Down, status 503.*next attempt/);
      expect(`${failure?.message} ${JSON.stringify(failure)}`).not.toMatch(/ünïcode|AKIA/);
    });

    it.each([206, 302, 418])('takes %d for no acceptance, and asks no more', async status => {
      harness.service.chooseFault = () => ({ kind: 'refuse', status });
      const before = harness.service.requestCount();
      const failure = await failureOf(upload(sampleRecords(100), { maxConcurrentRequests: 1 }));
      expect(failure).toMatchObject({ notAccepted: 100, failures: [{ status, explanation: expect.stringContaining('no answer of the') }] });
      expect(harness.service.requestCount() - before).toBe(1);
    });
  });
}
