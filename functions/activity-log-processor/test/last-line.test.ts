import { createHash } from 'node:crypto';
import { CompleteLines } from '../src/complete-lines';
import { LastLineTrail } from '../src/last-line';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function trailOf(text: string) {
  const trail = new LastLineTrail(undefined);
  for (const line of new CompleteLines(0, 'line').add(Buffer.from(text))) trail.add(line, line.bytes.length === 0);
  return trail.describe();
}

describe('LastLineTrail', () => {
  it('is the last line with its line feed', () => {
    expect(trailOf('{"a":1}\n{"b":2}\n')).toEqual({ lengthBytes: 8, sha256: sha256(Buffer.from('{"b":2}\n')) });
  });

  it('holds the blank lines behind the last line, which alone would fit almost any blob', () => {
    expect(trailOf('{"a":1}\n\n\n')).toEqual({ lengthBytes: 10, sha256: sha256(Buffer.from('{"a":1}\n\n\n')) });
  });

  it('is the end of a line that is longer than 64 KiB', () => {
    const blob = Buffer.from(`${'x'.repeat(1000)}${'y'.repeat(65_535)}\n`);
    expect(trailOf(blob.toString())).toEqual({ lengthBytes: 65_536, sha256: sha256(blob.subarray(-65_536)) });
  });

  it('is always what stands directly before the offset, also behind thousands of blank lines', () => {
    const blob = Buffer.from(`{"a":1}\n${'\n'.repeat(5_000)}`);
    const trail = trailOf(blob.toString());
    expect(trail?.sha256).toBe(sha256(blob.subarray(blob.length - (trail?.lengthBytes ?? 0))));
  });
});
