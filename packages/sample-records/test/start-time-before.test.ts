import { generateRecords, startTimeBefore } from '../src/index';

const hourMilliseconds = 3_600_000;
const options = {
  count: 400,
  seed: 5,
  subscriptionIds: ['aaaaaaaa-0000-4000-8000-000000000001'],
  tenantId: 'bbbbbbbb-0000-4000-8000-000000000001',
};

describe('the start of traffic that is over by a moment', () => {
  // At four in the morning the hours before it are quiet, and the records take longer than by day.
  it.each(['2026-11-22T04:38:00Z', '2026-11-23T15:20:00Z'])('is a whole hour, and leaves nothing for after %s', until => {
    const untilMilliseconds = Date.parse(until);
    const end = { untilMilliseconds, spanMilliseconds: 2 * hourMilliseconds, stepMilliseconds: hourMilliseconds };
    const startTime = startTimeBefore(options, end);
    expect(startTime).toMatch(/:00:00\.000Z$/);
    const received = [...generateRecords({ ...options, startTime })].map(({ receivedMilliseconds }) => receivedMilliseconds);
    expect(received).toHaveLength(options.count);
    expect(Math.max(...received)).toBeLessThanOrEqual(untilMilliseconds);
    expect(Math.min(...received)).toBeGreaterThanOrEqual(Date.parse(startTime));
  });
});
