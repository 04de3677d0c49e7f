import { formatHint, parseHint } from '../src/blob-hint';
import { hintDeduplicationId, hintGroupId } from '../src/hint-ids';

const hint = {
  path: 'resourceId=/SUBSCRIPTIONS/S/y=2026/m=11/d=21/h=09/m=00/PT1H.json',
  etag: '0x8D',
  committedOffset: 7,
  continuation: 0,
};

describe('parseHint', () => {
  it('reads what formatHint writes', () => {
    expect(parseHint(formatHint(hint))).toEqual(hint);
  });

  it('leaves out what is no field of a hint', () => {
    expect(parseHint(JSON.stringify({ ...hint, more: 1 }))).toEqual(hint);
  });

  it.each<[string, string]>([
    ['no JSON', 'hello {"secret'],
    ['no JSON object', '[1]'],
    ['no JSON object', 'null'],
    ['path', JSON.stringify({ ...hint, path: '' })],
    ['etag', JSON.stringify({ ...hint, etag: 5 })],
    ['committedOffset', JSON.stringify({ ...hint, committedOffset: -1 })],
    ['committedOffset', JSON.stringify({ ...hint, committedOffset: '7' })],
    ['continuation', JSON.stringify({ ...hint, continuation: 0.5 })],
    ['continuation', JSON.stringify({ ...hint, continuation: undefined })],
  ])('refuses a body because of %s, without showing it', (problem, body) => {
    expect(() => parseHint(body)).toThrow(
      expect.objectContaining({ name: 'MalformedHintError', message: expect.stringContaining(problem) }),
    );
    expect(() => parseHint(body)).not.toThrow(/secret/);
  });
});

describe('ids of a hint', () => {
  it('fit into 128 characters, however long the path is', () => {
    const long = { ...hint, path: 'x'.repeat(2_000) };
    for (const id of [hintGroupId(long), hintDeduplicationId(long)]) expect(id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('do not mix up neighbouring fields', () => {
    expect(hintDeduplicationId({ ...hint, committedOffset: 1, continuation: 11 })).not.toBe(
      hintDeduplicationId({ ...hint, committedOffset: 11, continuation: 1 }),
    );
  });
});
