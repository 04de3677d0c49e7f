import { checkSubscriptions } from '../src/check-subscriptions';
import { type ListedSubscription, subscriptionCoverage } from '../src/subscriptions';
import { coverageMetrics, tellSubscriptions } from '../src/tell-subscriptions';

const tenantId = '11111111-1111-4111-8111-111111111111';
const managementGroupId = 'the-company';
const listed = (subscriptionId: string, more: Partial<ListedSubscription> = {}): ListedSubscription => ({
  subscriptionId,
  displayName: `name of ${subscriptionId}`,
  state: 'Enabled',
  tenantId,
  ...more,
});

describe('subscriptionCoverage', () => {
  const uncovered = (...all: readonly ListedSubscription[]) =>
    subscriptionCoverage(all, { tenantId, subscriptionIds: ['ours'] }).uncovered.map(({ id }) => id);

  it.each<readonly [string, ListedSubscription, readonly string[]]>([
    ['one that nobody collects from', listed('NEW'), ['new']],
    ['one that is collected from, in any case', listed('OURS'), []],
    ['one that is switched off', listed('old', { state: 'Disabled' }), []],
    ['one that is deleted', listed('old', { state: 'Deleted' }), []],
    ['one whose bill is late: it works', listed('late', { state: 'PastDue' }), ['late']],
    ['one in a state that nobody has heard of', listed('odd', { state: 'Newly' }), ['odd']],
    ['one of another tenant', listed('guest', { tenantId: 'foreign' }), []],
    ['one of this tenant, spelt otherwise', listed('new', { tenantId: tenantId.toUpperCase() }), ['new']],
    ['one without a tenant: it is of the one that was asked', { subscriptionId: 'new', displayName: 'n', state: 'Enabled' }, ['new']],
  ])('knows %s', (_, subscription, expected) => {
    expect(uncovered(subscription)).toEqual(expected);
  });

  it('tells which of those that are collected from are out of sight', () => {
    const settings = { tenantId, subscriptionIds: ['ours', 'off', 'gone'] };
    expect(subscriptionCoverage([listed('ours'), listed('off', { state: 'Disabled' })], settings)).toEqual({
      seen: 1,
      uncovered: [],
      unseen: ['gone'],
    });
  });
});

describe('checkSubscriptions', () => {
  const settings = { tenantId, subscriptionIds: ['ours'], managementGroupId };
  const azure = (all: readonly ListedSubscription[], status = 200) => ({
    get: async <T>(path: string) => {
      expect(path).toContain(`/managementGroups/${managementGroupId}?`);
      if (status !== 200) throw Object.assign(new Error(`${status} from Azure`), { status });
      return {} as T;
    },
    list: async function* <T>() {
      yield* all as readonly T[];
    },
  });

  it('finds a planted one', async () => {
    expect(await checkSubscriptions(azure([listed('ours'), listed('planted')]), settings)).toMatchObject({
      seen: 2,
      uncovered: [{ id: 'planted' }],
    });
  });

  // Azure lists what somebody may see, and refuses nobody: without the right, a short list would say that all is well.
  it.each<readonly [number, RegExp]>([
    [403, /Microsoft\.Resources\/subscriptions\/read at the management group the-company/],
    [404, /compare azure\.managementGroupId/],
    [500, /The next check looks again/],
  ])('calls nothing covered where the management group answers %d', async (status, message) => {
    await expect(checkSubscriptions(azure([listed('ours')], status), settings)).rejects.toMatchObject({
      name: 'SubscriptionsNotSeenError',
      message: expect.stringMatching(message),
    });
  });

  it('calls nothing covered where it sees nothing', async () => {
    await expect(checkSubscriptions(azure([listed('old', { state: 'Disabled' })]), settings)).rejects.toMatchObject({
      name: 'SubscriptionsNotSeenError',
    });
  });
});

describe('tellSubscriptions', () => {
  const said = (coverage: Parameters<typeof tellSubscriptions>[0]) => {
    const lines: unknown[] = [];
    const log = (level: string) => (_: string, fields: object) => lines.push([level, fields]);
    tellSubscriptions(coverage, { info: log('info'), warn: log('warn') });
    return lines;
  };

  it('names ids alone, as many as a line takes', () => {
    const uncovered = Array.from({ length: 150 }, (_, index) => ({ id: `id-${index}`, name: 'Secret project' }));
    expect(said({ seen: 150, uncovered, unseen: ['gone'] })).toEqual([
      ['warn', { count: 150, subscriptionIds: uncovered.slice(0, 100).map(({ id }) => id) }],
      ['warn', { count: 1, subscriptionIds: ['gone'] }],
    ]);
    expect(said({ seen: 3, uncovered: [], unseen: [] })).toEqual([['info', { count: 3 }]]);
  });

  it('tells a metric of what it knows, and none of what it does not', () => {
    expect(coverageMetrics({ seen: 2, uncovered: [{ id: 'a', name: '' }], unseen: [] })).toEqual({
      CoverageChecks: 1,
      UncoveredSubscriptions: 1,
    });
    expect(coverageMetrics(undefined)).toEqual({ CoverageChecks: 0 });
  });
});
