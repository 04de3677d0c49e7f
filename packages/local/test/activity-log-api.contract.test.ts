import { isUnreadable } from '@audit-bridge/operations/events/activity-log-source';
import { ActivityLogRest } from '@audit-bridge/operations/sources/activity-log-rest';
import { restSpelling } from '@audit-bridge/sample-records';
import { type Certificate, createCertificate } from '../src/emulators/certificate';
import { resourceManagerAudience, startResourceManager } from '../src/emulators/resource-manager/resource-manager';
import { activityLogRoutes } from '../src/emulators/resource-manager/routes/activity-log';
import { Running } from '../src/emulators/running';
import { generatedSource } from '../src/records/generated-source';
import { KnownCaller } from './known-caller';

const caller = new KnownCaller();
const records = generatedSource({ count: 300, seed: 3, startTime: '2026-11-02T08:00:00Z' });
const subscriptionIds = [...records.subscriptionIds];

describe("the activity log of Azure Resource Manager's stand-in", () => {
  const running = new Running();
  let certificate: Certificate;
  let url = '';

  beforeAll(async () => {
    certificate = await running.add(createCertificate());
    const routes = activityLogRoutes({ records: [records], now: () => Date.UTC(2026, 10, 3), maxItems: 40 });
    url = (await running.add(startResourceManager({ certificate, routes, tokens: caller.tokens }))).url;
  });
  afterAll(() => running.stop());

  const resourceManager = () => caller.api({ url, audience: resourceManagerAudience, certificate });

  it('gives every event once, over pages, with the bytes that it has', async () => {
    const found: string[] = [];
    const source = new ActivityLogRest({ resourceManager: resourceManager(), subscriptionIds });
    const range = { from: new Date('2026-11-02T00:00:00Z'), to: new Date('2026-11-03T00:00:00Z') };
    for await (const record of source.records(range)) if (!isUnreadable(record)) found.push(record.bytes.toString());
    const expected = new Set<string>();
    for await (const { bytes, subscriptionId } of records.read()) {
      const text = restSpelling(bytes, subscriptionId)?.text;
      if (text !== undefined) expected.add(text);
    }
    expect(found.sort()).toEqual([...expected].sort());
    expect(found.length).toBeGreaterThan(250);
  });

  it.each([
    ['a filter without an end', "eventTimestamp ge '2026-11-02T00:00:00Z'", 'not valid'],
    ['what is older than it keeps', "eventTimestamp ge '2026-07-02T00:00:00Z' and eventTimestamp le '2026-07-02T01:00:00Z'", '90 days'],
  ])('refuses %s', async (_, filter, message) => {
    const path = `/subscriptions/${subscriptionIds[0]}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent(filter)}`;
    await expect(resourceManager().get(path)).rejects.toMatchObject({ status: 400, message: expect.stringContaining(message) });
  });
});
