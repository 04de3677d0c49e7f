import type { Environment } from '@audit-bridge/config';
import { dateRange } from '../src/date-range/date-range';
import { daysInDestination, daysInSource } from '../src/sources/kept-days';
import { describeReport } from '../src/verify/describe-report';
import type { Finding, HourFigures, VerifyReport } from '../src/verify/verify-report';

const hour = (at: string, more: Partial<HourFigures> = {}): HourFigures => ({
  hour: at,
  expected: 10,
  copies: 0,
  arrived: 10,
  respelt: 0,
  repeated: 0,
  refused: 0,
  inFlight: 0,
  missing: 0,
  perhaps: 0,
  doubled: 0,
  strange: 0,
  unreadable: 0,
  taken: 0,
  unkept: 0,
  ...more,
});

const finding = (id: string): Finding => ({
  id,
  time: '2026-11-02T10:20:30.400Z',
  correlationId: 'c-1',
  operation: 'Microsoft.Web/sites/write\u001b[2J',
  status: 'Success',
  subscriptionId: undefined,
  place: 'blob',
});

const report = (hours: readonly HourFigures[], missing: readonly Finding[]): VerifyReport => ({
  from: '2026-11-02T00:00:00.000Z',
  to: '2026-11-03T00:00:00.000Z',
  settledBefore: '2026-11-03T00:00:00.000Z',
  destinations: [
    {
      pipeline: 'cloudtrail-lake',
      source: 'blobs',
      destination: 'store',
      hours,
      refusedFor: { TooLarge: 1 },
      missing,
      perhaps: [],
      doubled: [],
      strange: [],
      unreadable: [],
    },
  ],
  isWell: missing.length === 0,
});

describe('the report of verify', () => {
  it('has a line an hour and one for all, and lists what is missing with its correlation id, but never a control character', () => {
    const hours = [hour('2026-11-02T09:00:00.000Z'), hour('2026-11-02T10:00:00.000Z', { arrived: 7, refused: 1, missing: 2 })];
    const lines = describeReport(report(hours, [finding('a'), finding('b')]), { list: 1, widthCharacters: 120 }).join('\n');
    expect(lines).toMatch(/2026-11-02T10 +10 +7 +0 +1 +0 +2 +0 +0\nall +20 +17 /);
    expect(lines).toContain('refused for TooLarge: 1');
    expect(lines).toMatch(/2026-11-02T10:20:30.400Z Microsoft.Web\/sites\/write.* Success correlation c-1 id a\n {4}and 1 more/);
    expect(lines).not.toContain('\u001b');
    expect(lines).toContain('bridge backfill ENV PIPELINE');
    expect(lines).toContain('NOT everything is as it must be');
  });

  it('sums up days where there are too many hours to read', () => {
    const hours = Array.from({ length: 96 }, (_, index) => hour(new Date(Date.UTC(2026, 10, 2) + index * 3_600_000).toISOString()));
    const lines = describeReport(report(hours, []), { list: 1, widthCharacters: 120 });
    expect(lines.join('\n')).toMatch(/day \(UTC\).*\n.*\n2026-11-02 +240 /);
    expect(lines.at(-1)).toBe('Nothing is lost, and nothing is doubled.');
  });

  it('says nothing of what was not compared, and of what it is too early for', () => {
    const verdict = (hours: readonly HourFigures[]) => describeReport(report(hours, []), { list: 1, widthCharacters: 120 }).at(-1);
    expect(verdict([])).toBe('Nothing was compared: no source holds an event of this time, and no lake does.');
    expect(verdict([hour('2026-11-02T09:00:00.000Z', { arrived: 8, inFlight: 2 })])).toContain(
      'Of 2 events that are not there it is too early to say',
    );
  });

  it('tells what was perhaps never sent apart from what is lost, and what to do', () => {
    const uncertain = { ...report([hour('2026-11-02T09:00:00.000Z', { arrived: 9, perhaps: 1 })], []), isWell: false };
    const lines = describeReport(uncertain, { list: 1, widthCharacters: 140 }).join('\n');
    expect(lines).toMatch(/PERHAPS SENT\n.*\n2026-11-02T09 +10 +9 +0 +0 +0 +0 +0 +0 +1\n/);
    expect(lines).toContain('bridge feed ENV PIPELINE sends once more what a feed left open');
    expect(lines).toContain('NOT everything is as it must be');
  });
});

describe('how long events are kept', () => {
  const pipelines = { cloudtrailLake: { blobRetentionDays: 30, destination: { kind: 'cloudwatch-logs', archiveRetentionDays: 60 } } };
  const environment = { pipelines } as unknown as Environment;
  const now = new Date('2026-11-20T00:00:00Z');
  const ask = (from: string, kept: Parameters<typeof dateRange>[1]['kept'] = []) =>
    dateRange({ from, to: undefined, last: undefined }, { now, kept });

  it.each([
    ['rest', '2026-08-01', 'The Activity Log REST interface keeps 90 days'],
    ['blobs', '2026-10-01', 'The storage account of the activity log keeps 30 days'],
  ] as const)('is said of %s, before anything is asked', (kind, from, message) => {
    expect(() => ask(from, daysInSource(environment, kind, 'cloudtrail-lake'))).toThrow(message);
  });

  it('is said of the destination too: what it has let go would count as missing', () => {
    expect(() => ask('2026-09-01', daysInDestination(environment, 'cloudtrail-lake'))).toThrow(
      'The archive of CloudWatch Logs keeps 60 days',
    );
  });
});
