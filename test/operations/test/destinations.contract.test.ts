import { readRecord } from '@audit-bridge/activity-log';
import { prepareEvent } from '@audit-bridge/cloudtrail-events';
import { testAccountId } from '@audit-bridge/local/emulators/test-account';
import { destinationsOf } from '@audit-bridge/operations/destinations/destinations-of';
import type { MeteredDestination } from '@audit-bridge/operations/destinations/metered-destination';
import type { ArrivedEvent } from '@audit-bridge/operations/events/destination';
import type { EventIdentity } from '@audit-bridge/operations/events/event-identity';
import { identityOfRecord } from '@audit-bridge/operations/events/identity-of-record';
import { listGoldenPairs } from '../../contracts/golden-pairs';
import { environment, type LakesOnStandIns, names, type OcsfEvent, startLakes } from '../lakes-on-stand-ins';

const allTime = { from: new Date('2015-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };
const source = { blob: 'resourceId=/SUBSCRIPTIONS/A/y=2026/m=03/d=02/h=09/m=00/PT1H.json', offset: 0, lengthBytes: 1 };
const records = listGoldenPairs('azure-activity', '.ocsf.json').map(({ name, input, expected }) => {
  const outcome = readRecord(input);
  if (outcome.kind === 'refused') throw new Error(`${name}: ${outcome.reason}`);
  return { name, record: outcome.record, identity: identityOfRecord(outcome.record), ocsf: JSON.parse(expected) as OcsfEvent };
});

/** Each golden record lies in both lakes, the first of them twice; and a thousand repeats of one hour, so that an answer has more than one page. */
const repeats = 1_001;
const repeatedHour = '2031-01-01T10:00:00.000Z';

let lakes: LakesOnStandIns;

beforeAll(async () => {
  lakes = await startLakes();
  const [first] = records;
  if (first === undefined) throw new Error('no golden records');
  for (const { record } of [...records, first]) {
    const { eventData } = prepareEvent(record, { recipientAccountId: testAccountId, source });
    lakes.arrivals.accept({ eventData, receivedAtMilliseconds: Date.parse('2026-11-21T12:00:00Z') });
  }
  const repeated = {
    version: '1',
    userIdentity: { type: 'AzureUser', principalId: 'p' },
    eventSource: 's',
    eventName: 'Repeated',
    recipientAccountId: testAccountId,
  };
  for (let index = 0; index < repeats; index++) {
    const eventData = JSON.stringify({ ...repeated, eventTime: '2031-01-01T10:59:59Z', UID: `repeated-${index}`, additionalEventData: {} });
    lakes.arrivals.accept({ eventData, receivedAtMilliseconds: 0 });
  }
  const row = (index: number) => ({
    metadata: { uid: `repeated-${index}` },
    time: Date.parse('2031-01-01T10:59:59Z'),
    api: { operation: 'Repeated' },
  });
  await lakes.writeLake([...records.map(({ ocsf }) => ocsf), first.ocsf, ...Array.from({ length: repeats }, (_, index) => row(index))]);
}, 60_000);

afterAll(() => lakes.stop());

async function all(events: AsyncIterable<ArrivedEvent>): Promise<ArrivedEvent[]> {
  const found: ArrivedEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

describe.each(['cloudtrail-lake', 'security-lake'] as const)('the destination of %s', pipeline => {
  const interruption = { isRequested: false };
  let destination: MeteredDestination;

  beforeAll(() => {
    const found = destinationsOf({ environment, clouds: { aws: lakes.aws }, interruption }).find(each => each.pipeline === pipeline);
    if (found === undefined) throw new Error(pipeline);
    destination = found;
  });

  it('knows of each golden record what the record itself says, repeats too', async () => {
    const events = await all(destination.events(allTime));
    expect(events).toHaveLength(records.length + 1 + repeats);
    // Two golden records share an id, as published ones do.
    // And one has an operation that is longer than CloudTrail takes.
    const spelled = (identities: readonly EventIdentity[]) =>
      identities.map(identity => JSON.stringify({ ...identity, operation: identity.operation.slice(0, 900) })).sort();
    const arrived = events.map(({ identity }) => identity).filter(({ operation }) => operation !== 'Repeated');
    expect(spelled(arrived)).toEqual(spelled([...records, ...records.slice(0, 1)].map(({ identity }) => identity)));
  });

  it('counts by the hour of the events', async () => {
    const counts = await destination.countByHour(allTime);
    expect(counts.get(repeatedHour)).toBe(repeats);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(records.length + 1 + repeats);
    const one = records[5];
    const from = one?.identity.time ?? new Date(0);
    expect(await all(destination.events({ from, to: new Date(from.getTime() + 1) }))).toContainEqual(
      expect.objectContaining({ identity: one?.identity }),
    );
    expect(
      (await all(destination.events({ from: new Date(from.getTime() + 1), to: new Date(from.getTime() + 2) }))).map(
        ({ identity }) => identity.id,
      ),
    ).not.toContain(one?.identity.id);
  });

  it('finds an event by its uid and by its correlation id, within a range', async () => {
    const [first] = records;
    const id = first?.identity.id ?? '';
    expect(await all(destination.find(id, allTime))).toHaveLength(2);
    expect(await all(destination.find(id, { from: new Date('2015-01-01'), to: new Date('2015-01-02') }))).toEqual([]);
    const correlationId = first?.identity.correlationId ?? '';
    const expected = records.filter(({ identity }) => identity.correlationId === correlationId).length + 1;
    expect(await all(destination.find(correlationId, allTime))).toHaveLength(expected);
  });

  it('takes an id for an id, whatever stands in it', async () => {
    for (const id of ["' OR '1'='1", "\\' OR 1=1 --", "%'''_\n😀"]) expect(await all(destination.find(id, allTime))).toEqual([]);
    await expect(all(destination.find('\u0000', allTime))).rejects.toThrow('U+0000');
    expect(await all(destination.events(allTime, { actor: "' OR '1'='1", operation: '%' }))).toEqual([]);
  });

  it('filters by part of an actor and of an operation in any case, and by a whole status', async () => {
    const failed = await all(destination.events(allTime, { status: 'fAILURE' }));
    expect(new Set(failed.map(({ identity }) => identity.id))).toEqual(
      new Set(records.filter(({ identity }) => identity.status === 'Failure').map(({ identity }) => identity.id)),
    );
    expect(await all(destination.events(allTime, { status: 'Fail' }))).toEqual([]);
    const storage = await all(destination.events(allTime, { operation: 'STORAGEaccounts/' }));
    expect(storage.length).toBeGreaterThan(0);
    for (const { identity } of storage) expect(identity.operation.toLowerCase()).toContain('storageaccounts/');
    const actor = failed.find(event => event.actor?.includes('@'))?.actor ?? 'nobody';
    const ofActor = await all(destination.events(allTime, { actor: actor.slice(1).toUpperCase() }));
    expect(ofActor.length).toBeGreaterThan(0);
    for (const event of ofActor) expect(event.actor).toBe(actor);
  });

  it('knows the newest event of a range, and that there is none', async () => {
    expect(await destination.newest(allTime)).toEqual(new Date('2031-01-01T10:59:59.000Z'));
    expect(await destination.newest({ from: new Date('2016-01-01'), to: new Date('2016-01-02') })).toBeUndefined();
  });

  it('says what was scanned, and cancels a query that somebody stops', async () => {
    expect(destination.scannedBytes()).toBeGreaterThan(0);
    interruption.isRequested = true;
    await expect(all(destination.events(allTime))).rejects.toMatchObject({ name: 'InterruptedError' });
    interruption.isRequested = false;
    expect(await all(destination.find('repeated-7', allTime))).toHaveLength(1);
  });
});

describe('what a service refuses', () => {
  it('is told with its reason and with what to do', async () => {
    const interruption = { isRequested: false };
    const other = { ...environment, name: 'other' };
    const [events, lake] = destinationsOf({ environment: other, clouds: { aws: lakes.aws }, interruption });
    await expect(events?.newest(allTime)).rejects.toThrow(
      /no event data store audit-bridge-other.*Is the pipeline cloudtrail-lake deployed/,
    );
    await expect(lake?.newest(allTime)).rejects.toThrow(/did not take a query.*WorkGroup .* is not found.*Is the pipeline deployed/);
    expect(names.lakeWorkgroup).not.toContain('other');
  });
});
