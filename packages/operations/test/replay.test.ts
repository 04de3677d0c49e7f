import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { OneByOneOptions } from '../src/one-by-one';
import { readQuarantinedRecords } from '../src/replay/quarantined-records';
import { replay } from '../src/replay/replay';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const line = (raw: string, more: object = {}) =>
  `${JSON.stringify({ reason: 'ForeignLog', category: 'SignInLogs', sha256: sha256(Buffer.from(raw)), raw, ...more })}\n`;

describe('readQuarantinedRecords', () => {
  it('gives back the bytes that came out of the stream, also when they are no text', () => {
    const noText = Buffer.from([0x7b, 0xff, 0x7d]);
    const content = gzipSync(line('{"a": 1.10}') + line('{\ufffd}', { sha256: sha256(noText), rawBase64: noText.toString('base64') }));
    expect(readQuarantinedRecords('key', content)).toEqual([
      { reason: 'ForeignLog', bytes: Buffer.from('{"a": 1.10}') },
      { reason: 'ForeignLog', bytes: noText },
    ]);
  });

  it.each<readonly [name: string, content: Buffer, message: RegExp]>([
    ['an object that was cut', gzipSync(line('{}')).subarray(0, 30), /key is no gzip, or was cut/],
    ['a line that was cut', gzipSync(line('{}').slice(0, -1)), /key ends within a line/],
    ['what is no record', gzipSync('[1]\n'), /no record in line 1 of key/],
    ['what is no JSON', gzipSync('{"secret\n'), /no JSON object in line 1 of key/],
    ['a record that somebody has changed', gzipSync(line('{}', { raw: '{"forged":1}' })), /another hash than the job gave it/],
  ])('refuses %s', (_, content, message) => {
    expect(() => readQuarantinedRecords('key', content)).toThrow(message);
  });
});

class Run {
  readonly objects = new Map([
    ['refused/A/1', ['a', 'b']],
    ['refused/A/2', ['c']],
  ]);
  readonly sent: string[] = [];
  readonly lines: string[] = [];
  readonly interruption = { isRequested: false };
  put = async (records: readonly Buffer[]) => void this.sent.push(...records.map(String));

  run(options: Partial<OneByOneOptions> = {}) {
    const quarantine = {
      read: async (key: string) => (this.objects.get(key) ?? []).map(text => ({ reason: 'A', bytes: Buffer.from(text) })),
      delete: async (key: string) => void this.objects.delete(key),
    };
    return replay({ quarantine, stream: { put: records => this.put(records) } }, [...this.objects.keys()], {
      dryRun: false,
      limit: Number.POSITIVE_INFINITY,
      print: text => this.lines.push(text),
      progress: () => {},
      interruption: this.interruption,
      ...options,
    });
  }
}

describe('replay', () => {
  it('deletes an object when the stream has taken all its records', async () => {
    const run = new Run();
    expect(await run.run()).toEqual({ objects: 2, records: 3, failures: 0 });
    expect([run.sent, run.objects.size]).toEqual([['a', 'b', 'c'], 0]);
  });

  it('keeps an object whose records the stream did not take, and goes on with the next one', async () => {
    const run = new Run();
    const { put } = run;
    run.put = async records => {
      if (records.length === 2) throw new Error('throttled');
      await put(records);
    };
    expect(await run.run()).toEqual({ objects: 1, records: 1, failures: 1 });
    expect([run.sent, [...run.objects.keys()]]).toEqual([['c'], ['refused/A/1']]);
    expect(run.lines[0]).toBe('1. refused/A/1: FAILED, it stays: throttled');
  });

  it('sends and deletes nothing on a dry run, keeps to the limit, and stops when it is told to', async () => {
    const run = new Run();
    expect(await run.run({ dryRun: true })).toEqual({ objects: 2, records: 3, failures: 0 });
    expect([run.sent, run.objects.size]).toEqual([[], 2]);
    run.interruption.isRequested = true;
    expect(await run.run()).toMatchObject({ objects: 0 });
    run.interruption.isRequested = false;
    expect(await run.run({ limit: 1 })).toMatchObject({ objects: 1 });
    expect(run.objects.size).toBe(1);
  });
});
