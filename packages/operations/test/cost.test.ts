import { costCommand } from '../src/cost/cost-command';
import { type Estimate, estimate } from '../src/cost/estimate';
import { measureBytes } from '../src/cost/measured-bytes';
import { unitPrices } from '../src/cost/unit-prices';
import { whole, withDestination, withLake } from './preflight/environments';
import { awsError, fakeClouds } from './preflight/fake-clouds';
import { RecordedContext } from './recorded-context';

const bytes = { record: 2_048, event: 1_024, stream: 2_048, lake: 512 };
const at = (environment: typeof whole, eventsPerDay: number): Estimate => estimate(environment, { eventsPerDay, keys: 1_000, bytes });
const dollarsOf = ({ items }: Estimate, resource: string): number =>
  items.filter(item => item.resource === resource).reduce((sum, { dollars }) => sum + dollars, 0);

describe('the estimate', () => {
  it('is the same by items, by pipeline and by what drives it, dearest first', () => {
    const found = at(whole, 500_000);
    expect(found.items.reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(found.total, 6);
    expect(found.pipelines.reduce((sum, { byEvents, fixed }) => sum + byEvents + fixed, 0)).toBeCloseTo(found.total, 6);
    expect(found.fixed + found.byEvents).toBeCloseTo(found.total, 6);
    expect(found.items.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    const order = found.items.map(({ dollars }) => dollars);
    expect(order).toEqual([...order].sort((one, other) => other - one));
  });

  it('costs always the same when nothing happens, and grows by events alone', () => {
    const [idle, busy] = [at(whole, 0), at(whole, 1_000_000)];
    expect(idle.byEvents).toBe(0);
    expect(busy.fixed).toBeCloseTo(idle.fixed, 6);
    expect(busy.byEvents).toBeGreaterThan(20);
  });

  // Two workers of a quarter DPU, 730 hours; one throughput unit; one stream.
  it('follows the settings: workers, throughput, retention, schedule', () => {
    const found = at(whole, 0);
    expect(dollarsOf(found, 'streaming job (Glue)')).toBeCloseTo(2 * 0.25 * 730 * 0.44, 6);
    expect(dollarsOf(found, 'event hub')).toBeCloseTo(730 * 0.03, 6);
    const premium = withLake(
      { kind: 'bucket', retentionDays: 30 },
      { eventHub: { tier: 'Premium', throughputUnits: 2 }, job: { workerType: 'G.1X' } },
    );
    expect(dollarsOf(at(premium, 0), 'event hub')).toBeCloseTo(2 * 730 * unitPrices.eventHubsProcessingUnit.dollars, 6);
    expect(dollarsOf(at(premium, 0), 'streaming job (Glue)')).toBeCloseTo(2 * 730 * 0.44, 6);
    expect(dollarsOf(at(withLake({ kind: 'bucket', retentionDays: 60 }), 1e6), 'lake (S3)')).toBeCloseTo(
      2 * dollarsOf(at(withLake({ kind: 'bucket', retentionDays: 30 }), 1e6), 'lake (S3)'),
      6,
    );
  });

  it('takes a million events of 1 KB a day to CloudTrail Lake for their gigabytes, and to CloudWatch Logs for theirs', () => {
    const gigabytes = (1e6 * 1_024 * (730 / 24)) / 1024 ** 3;
    expect(dollarsOf(at(whole, 1e6), 'CloudTrail Lake, taken')).toBeCloseTo(gigabytes * 0.5, 6);
    const logs = withDestination({ kind: 'cloudwatch-logs', retentionDays: 30, archiveRetentionDays: 30 });
    expect(dollarsOf(at(logs, 1e6), 'CloudWatch Logs, taken')).toBeCloseTo(gigabytes * 0.5, 6);
    expect(dollarsOf(at(logs, 1e6), 'CloudTrail Lake, taken')).toBe(0);
  });

  it('leaves what somebody else pays for to them', () => {
    const resourceId = '/subscriptions/a/resourceGroups/g/providers/Microsoft.EventHub/namespaces/n/eventhubs/h'.replace(
      '/a/',
      `/${whole.azure.subscriptionId}/`,
    );
    const given = withLake({ kind: 'bucket', retentionDays: 30 }, { source: 'given', eventHub: { kind: 'given', resourceId } });
    expect(dollarsOf(at(given, 1e6), 'event hub')).toBe(0);
  });

  it('measures events with the generator, the same each time', () => {
    const measured = measureBytes();
    expect(measured).toEqual(measureBytes());
    expect(measured.record).toBeGreaterThan(1_000);
    expect(measured.stream).toBeGreaterThan(measured.record);
  });

  it.each(Object.entries(unitPrices))('says of the price %s where and when it was read', (_, { dollars, readOn, source }) => {
    expect(dollars).toBeGreaterThan(0);
    expect(new Date(readOn).toISOString().slice(0, 10)).toBe(readOn);
    expect(new URL(source).hostname).toMatch(/^(aws\.amazon|azure\.microsoft)\.com$/);
  });
});

describe('bridge cost', () => {
  const clouds = fakeClouds({
    GetCallerIdentityCommand: () => {
      throw awsError('nobody asks');
    },
  });

  it('prints what drives it, and gives the same as one document', async () => {
    const context = new RecordedContext();
    expect(await costCommand.run({ ...context, environment: whole, clouds }, { eventsPerDay: 1e6, keys: 10, all: false })).toBe(0);
    const text = context.lines.join('\n');
    expect(text).toMatch(/streaming job \(Glue\).*always/);
    expect(text).toMatch(/Together about \d+\.\d\d dollars a month: .* for 1,000,000 events a day/);
    expect(text).toContain('Not in it:');
    expect(context.results).toEqual([expect.objectContaining({ currency: 'USD', eventsPerDay: 1e6, total: expect.any(Number) })]);
  });

  it.each([Number.NaN, -1])('does not take %d events', async eventsPerDay => {
    const running = costCommand.run({ ...new RecordedContext(), environment: whole, clouds }, { eventsPerDay, keys: 1, all: false });
    await expect(running).rejects.toThrow('--events-per-day wants a number');
  });
});
