import { createHash } from 'node:crypto';
import type { RefusedRecord } from '../src/events/failure-place';
import type { KeptObject, KeptRecord } from '../src/failure-places/kept-objects';
import { KeptRecordsPlace } from '../src/failure-places/kept-records-place';
import { knownBy } from '../src/failure-places/known-by';
import { type Search, searchKeptObjects } from '../src/failure-places/search-kept-objects';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const record = (eventDataId: string, correlationId: string, time = '2026-11-21T10:00:00Z') =>
  JSON.stringify({ time, category: 'Administrative', operationName: 'A/b/write', eventDataId, correlationId });

describe('what a refused record is known by', () => {
  it.each<readonly [what: string, bytes: Buffer, id: string, correlationId: string | undefined]>([
    ['a record', Buffer.from(` ${record('uid-1', 'c-1')}\r`), 'uid-1', 'c-1'],
    ['a record without a usable time', Buffer.from(` ${record('uid-1', 'c-1', 'never')}`), sha256(record('uid-1', 'c-1', 'never')), 'c-1'],
    ['what is no JSON', Buffer.from(' {"cut": '), sha256('{"cut":'), undefined],
  ])('%s', (_, bytes, id, correlationId) => {
    expect(knownBy(bytes)).toEqual({ id, correlationId });
  });
});

class Place {
  readonly contents = new Map<string, readonly KeptRecord[] | Error>();
  readonly read: string[] = [];
  readonly said: string[] = [];
  readonly interruption = { isRequested: false };

  put(name: string, ...records: readonly KeptRecord[]): void {
    this.contents.set(name, records);
  }

  get objects() {
    const { contents, read } = this;
    let day = 0;
    return {
      async *list(): AsyncGenerator<KeptObject> {
        for (const name of contents.keys()) yield { name, keptAt: new Date(Date.UTC(2026, 10, ++day)), lengthBytes: 100 };
      },
      read: async (name: string) => {
        read.push(name);
        const content = contents.get(name) ?? [];
        if (content instanceof Error) throw content;
        return content;
      },
      placeOf: (name: string) => `place ${name}`,
    };
  }

  async find(ids: readonly string[], limits: Pick<Search, 'maxBytes' | 'maxObjects'> = {}): Promise<RefusedRecord[]> {
    const found: RefusedRecord[] = [];
    const search = {
      name: 'quarantine',
      print: (line: string) => this.said.push(line),
      progress: () => {},
      interruption: this.interruption,
    };
    for await (const refused of searchKeptObjects(this.objects, new Set(ids), { ...search, ...limits })) found.push(refused);
    return found;
  }
}

const kept = (bytes: string, reason = 'TooDeep'): KeptRecord => ({ reason, bytes: Buffer.from(bytes) });

describe('searching what is kept', () => {
  it('finds records by uid and by correlation id, with their reason, time and place', async () => {
    const place = new Place();
    place.put('1', kept(record('uid-1', 'c-1')), { reason: 'DeletedBlob', bytes: undefined });
    place.put('2', kept(record('uid-2', 'c-1'), 'ForeignLog'), kept(record('uid-3', 'c-3')));
    expect((await place.find(['c-1'])).map(({ id }) => id)).toEqual(['uid-2', 'uid-1']);
    expect(await place.find(['uid-2', 'none'])).toEqual([
      { id: 'uid-2', correlationId: 'c-1', reason: 'ForeignLog', refusedAt: new Date('2026-11-02T00:00:00Z'), place: 'place 2' },
    ]);
  });

  it('finds a record in a message that nobody could take apart, by the ids that stand in it', async () => {
    const place = new Place();
    const message = `{"records":[${record('event-data-1', 'correlation-1')},${record('event-data-2', 'correlation-2')},{"cut`;
    place.put('1', { ...kept(message, 'MalformedMessage'), isMessage: true });
    place.put('2', kept(message, 'MalformedJson'));
    expect((await place.find(['event-data-2', 'event-data'])).map(({ id, place: where, reason }) => [id, where, reason])).toEqual([
      ['event-data-2', 'place 1', 'MalformedMessage'],
    ]);
    expect((await place.find(['correlation-1', sha256(message)])).map(({ id }) => id)).toEqual([
      sha256(message),
      'correlation-1',
      sha256(message),
    ]);
  });

  it('says what it left out of a place that is too large, the oldest', async () => {
    const place = new Place();
    for (const name of ['1', '2', '3']) place.put(name, kept(record(`uid-${name}`, 'c')));
    expect((await place.find(['c'], { maxObjects: 2 })).map(({ id }) => id)).toEqual(['uid-3', 'uid-2']);
    expect((await place.find(['c'], { maxBytes: 150 })).map(({ id }) => id)).toEqual(['uid-3']);
    expect(place.said).toEqual([
      'quarantine: only the newest 2 of 3 objects are looked through.',
      'quarantine: only the newest 1 of 3 objects are looked through.',
    ]);
  });

  it('goes on behind an object that is damaged, and stops when it is told to', async () => {
    const place = new Place();
    place.put('1', kept(record('uid-1', 'c')));
    place.contents.set('2', new Error('it was cut'));
    expect((await place.find(['c'])).map(({ id }) => id)).toEqual(['uid-1']);
    expect(place.said).toEqual(['place 2 could not be looked through: it was cut']);
    place.interruption.isRequested = true;
    await expect(place.find(['c'])).rejects.toMatchObject({ name: 'InterruptedError' });
  });

  it('counts the objects where nothing else says how many wait', async () => {
    const { objects, interruption } = new Place();
    const search = { print: () => {}, progress: () => {}, interruption };
    const props = { pipeline: 'security-lake', name: 'quarantine', remedy: 'none', objects, search } as const;
    expect(await new KeptRecordsPlace(props).depth()).toBe(0);
    expect(await new KeptRecordsPlace({ ...props, depth: async () => 7 }).depth()).toBe(7);
  });
});
