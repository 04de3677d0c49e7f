import { jsonDepth, maxDepth, readRecord } from '../src/index';

const depthOf = (text: string, limit = 1_000) => jsonDepth(Buffer.from(text), limit);
const nested = (depth: number, open = '[', close = ']') => `${open.repeat(depth)}${close.repeat(depth)}`;

describe('jsonDepth', () => {
  it.each([
    ['5', 0],
    ['"[{"', 0],
    ['{}', 1],
    ['{"a":[{}],"b":[[]]}', 3],
    ['{"a":"]}\\"[[[[\\\\","b":[]}', 2],
    [nested(50), 50],
    [nested(50, '{"a":', '}').replace(':}', ':1}'), 50],
  ])('finds the depth of %s', (text, depth) => {
    expect(depthOf(text)).toBe(depth);
  });

  it('stops behind the limit, whatever follows', () => {
    expect(depthOf(nested(1_000_000), 100)).toBe(101);
  });

  it('draws the line where the record’s reader draws it', () => {
    const record = (depth: number) => Buffer.from(`{"a":${nested(depth - 1)}}`);
    for (const depth of [maxDepth - 1, maxDepth, maxDepth + 1, 10_000]) {
      const outcome = readRecord(record(depth));
      const isTooDeep = outcome.kind === 'refused' && outcome.reason === 'TooDeep';
      expect(isTooDeep).toBe(jsonDepth(record(depth), maxDepth) > maxDepth);
    }
  });
});
