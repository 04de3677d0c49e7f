import { errorCode, passingOutcome, retryAfterMilliseconds, skewRemark } from '../src/service-answer';

const now = Date.parse('2026-11-21T10:00:00Z');
const answer = (headers: Record<string, string>, body = '', status = 503) => ({ status, headers, body });

describe('errorCode', () => {
  it.each([
    ['{"error":{"code":"InvalidStream","message":"m"}}', 'InvalidStream'],
    ['{"Error":"InvalidAuthorization","Message":"m"}', 'InvalidAuthorization'],
    ['{"error":"ServiceUnavailable"}', 'ServiceUnavailable'],
    ['{"error":{"code":"user alice said so"}}', undefined],
    ['{"error":{"code":42}}', undefined],
    ['{}', undefined],
    ['null', undefined],
    ['<html>', undefined],
    ['', undefined],
  ])('reads %s', (body, code) => {
    expect(errorCode(answer({}, body))).toBe(code);
  });
});

describe('retryAfterMilliseconds', () => {
  it.each([
    ['2', 2_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j', (text, milliseconds) => {
    expect(retryAfterMilliseconds(answer({ 'retry-after': text }), now)).toBe(milliseconds);
  });

  it('asks for nothing when the header is missing', () => {
    expect(retryAfterMilliseconds(answer({}), now)).toBeUndefined();
  });
});

describe('passingOutcome', () => {
  it.each([408, 429, 500, 502, 503, 504])('sends again after %d', status => {
    expect(passingOutcome(answer({ 'retry-after': '3' }, '', status), now)).toMatchObject({
      kind: 'retry',
      retryAfterMilliseconds: 3_000,
      reason: { status },
    });
  });

  it.each([200, 204, 301, 400, 401, 403, 404, 413])('says nothing about %d', status => {
    expect(passingOutcome(answer({}, '', status), now)).toBeUndefined();
  });
});

describe('skewRemark', () => {
  it.each([
    ['Sat, 21 Nov 2026 09:43:00 GMT', '17 minutes ahead of'],
    ['Sat, 21 Nov 2026 10:30:00 GMT', '30 minutes behind'],
  ])('tells of a clock that is away from %s', (date, told) => {
    expect(skewRemark(answer({ date }), now)).toContain(told);
  });

  it.each(['Sat, 21 Nov 2026 10:04:00 GMT', 'never', ''])('says nothing about %j', date => {
    expect(skewRemark(answer({ date }), now)).toBe('');
  });
});
