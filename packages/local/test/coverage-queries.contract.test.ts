import { coverageUnknownQuery, latestUncoveredQuery } from '../../constructs/src/pipelines/security-lake/forwarder-queries';
import { answerOver, type Row, traces } from '../src/kusto';

const now = new Date('2026-05-04T12:00:00Z');
const told = (hoursAgo: number, metrics: object) => ({
  timestamp: new Date(now.getTime() - hoursAgo * 3_600_000).toISOString(),
  message: JSON.stringify({ service: 'activity-log-forwarder', metrics }),
});
const run = (hoursAgo: number) => told(hoursAgo, { OldestParkedAgeSeconds: 0 });
const look = (hoursAgo: number, uncovered: number) => told(hoursAgo, { CoverageChecks: 1, UncoveredSubscriptions: uncovered });
const failedLook = (hoursAgo: number) => told(hoursAgo, { CoverageChecks: 0 });

// What the alarms on subscriptions that nobody collects from ask, over the lines that the forwarder writes.
describe('the alarms on the look for subscriptions', () => {
  it.each<readonly [string, readonly Row[], number | undefined, number]>([
    ['an app that has run for an hour, and has not looked yet', [run(1)], undefined, 0],
    ['an app that has never looked', [run(30), run(1)], undefined, 1],
    ['an app whose looks all fail', [run(30), failedLook(20), failedLook(2)], undefined, 1],
    ['one that found two, and then none', [run(30), look(20, 2), look(14, 0), failedLook(2)], 0, 0],
    ['one that found none, and then three', [run(30), look(20, 0), look(14, 3)], 3, 0],
    ['no line at all, of which another alarm tells', [], undefined, 0],
  ])('judge %s', async (_, rows, uncovered, unknown) => {
    const answers = await answerOver([latestUncoveredQuery, coverageUnknownQuery], [{ table: traces, rows }], now);
    expect(answers.map(answer => answer.rows)).toEqual([uncovered === undefined ? [] : [[uncovered]], [[unknown]]]);
  });
});
