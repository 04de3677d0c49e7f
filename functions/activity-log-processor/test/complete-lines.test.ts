import type { BlobLine } from '../src/blob-line';
import { CompleteLines } from '../src/complete-lines';

function cut(ranges: readonly (string | Buffer)[], { offset = 0, maxLineBytes = 1000, firstKind = 'line' as BlobLine['kind'] } = {}) {
  const lines = new CompleteLines(offset, firstKind, maxLineBytes);
  const complete = ranges.flatMap(range => [...lines.add(Buffer.from(range))]);
  return { complete, rest: lines.rest() };
}

const texts = (lines: readonly BlobLine[]) => lines.map(({ bytes }) => bytes.toString());

describe('CompleteLines', () => {
  it('gives each line its offsets in the blob', () => {
    const { complete, rest } = cut(['ab\n\ncde\nf'], { offset: 100 });
    expect(complete.map(({ bytes, endOffset, offset }) => [offset, bytes.toString(), endOffset])).toEqual([
      [100, 'ab', 103],
      [103, '', 104],
      [104, 'cde', 108],
    ]);
    expect(rest).toMatchObject({ offset: 108, endOffset: 109 });
  });

  it('joins a line that crosses ranges, wherever they end', () => {
    const blob = 'first\nsecond \u00e9\nthird\n';
    const bytes = Buffer.from(blob);
    for (let at = 0; at <= bytes.length; at++) {
      const { complete, rest } = cut([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(texts(complete)).toEqual(['first', 'second \u00e9', 'third']);
      expect(rest).toBeUndefined();
    }
  });

  it('ends a line at the byte 0x0A alone', () => {
    const inside = 'a\rb\u2028c\u2029d\u0085e\u000bf\u000cg\r';
    expect(texts(cut([`${inside}\n`]).complete)).toEqual([inside]);
  });

  it('takes a line of exactly the longest length as one, and cuts a longer one into pieces that join to it', () => {
    expect(cut([`${'x'.repeat(10)}\n`], { maxLineBytes: 10 }).complete).toMatchObject([{ kind: 'line', offset: 0, endOffset: 11 }]);
    const long = '0123456789abcdefghijKLM';
    const { complete } = cut([`${long}\nnext\n`], { maxLineBytes: 10 });
    expect(complete.map(({ kind }) => kind)).toEqual(['piece', 'piece', 'piece', 'line']);
    expect(texts(complete.slice(0, 3)).join('')).toBe(long);
    expect(complete.map(({ offset }) => offset)).toEqual([0, 10, 20, 24]);
  });

  it('cuts a long line alike however it arrives', () => {
    const blob = Buffer.from(`${'y'.repeat(25)}\nz\n`);
    const whole = cut([blob], { maxLineBytes: 10 }).complete;
    const byteByByte = cut(
      Array.from(blob, byte => Buffer.of(byte)),
      { maxLineBytes: 10 },
    ).complete;
    expect(byteByByte).toEqual(whole);
  });

  it('never takes the end of a long line for a line of its own', () => {
    const { complete, rest } = cut([`${'x'.repeat(10)}{"forged":1}`], { maxLineBytes: 10 });
    expect(complete.map(({ kind }) => kind)).toEqual(['piece', 'piece']);
    expect(rest?.kind).toBe('piece');
  });

  it('goes on within a line that an earlier run has begun', () => {
    const { complete } = cut(['rest\nline\n'], { offset: 50, firstKind: 'remainder' });
    expect(complete.map(({ kind }) => kind)).toEqual(['remainder', 'line']);
  });
});
