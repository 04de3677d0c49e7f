import type { CommandContext } from '../bridge-command';
import type { RefusedRecord } from '../events/failure-place';
import { InterruptedError } from '../interrupted-error';
import type { Interruption } from '../interruption';
import type { KeptObject, KeptObjects, KeptRecord } from './kept-objects';
import { idsWithin, knownBy } from './known-by';

export interface Search extends Pick<CommandContext, 'print' | 'progress'> {
  readonly interruption: Pick<Interruption, 'isRequested'>;
  /** For a person, like `quarantine`. */
  readonly name: string;
  /** @default 5,000 */
  readonly maxObjects?: number;
  /** @default 256 MB */
  readonly maxBytes?: number;
}

const readsAtOnce = 8;

/**
 * Reads the kept originals, the newest objects first, for those that have one of the ids. A place that nobody has emptied for years is not read to its end: what
 * was left out is told.
 *
 * @throws {InterruptedError}
 */
export async function* searchKeptObjects(objects: KeptObjects, ids: ReadonlySet<string>, search: Search): AsyncGenerator<RefusedRecord> {
  const { interruption, name, print, progress } = search;
  const chosen = await newestObjects(objects, search);
  for (let from = 0; from < chosen.length; from += readsAtOnce) {
    if (interruption.isRequested) throw new InterruptedError(`Looking through ${name}`);
    if (from > 0) progress(`${name}: ${from.toLocaleString('en')} of ${chosen.length.toLocaleString('en')} objects looked through`);
    const group = chosen.slice(from, from + readsAtOnce);
    const contents = await Promise.all(group.map(object => readUnlessDamaged(objects, object, print)));
    for (const [index, records] of contents.entries()) {
      const object = group[index];
      if (object !== undefined) yield* matching(records, ids, { refusedAt: object.keptAt, place: objects.placeOf(object.name) });
    }
  }
}

async function newestObjects(objects: KeptObjects, { maxBytes = 256_000_000, maxObjects = 5_000, name, print }: Search) {
  const all: KeptObject[] = [];
  for await (const object of objects.list()) all.push(object);
  all.sort((one, other) => (other.keptAt?.getTime() ?? 0) - (one.keptAt?.getTime() ?? 0));
  let bytes = 0;
  const chosen = all.slice(0, maxObjects).filter(({ lengthBytes }, index) => {
    bytes += lengthBytes;
    return bytes <= maxBytes || index === 0;
  });
  if (chosen.length < all.length)
    print(
      `${name}: only the newest ${chosen.length.toLocaleString('en')} of ${all.length.toLocaleString('en')} objects are looked through.`,
    );
  return chosen;
}

async function readUnlessDamaged(objects: KeptObjects, { name }: KeptObject, print: Search['print']): Promise<readonly KeptRecord[]> {
  try {
    return await objects.read(name);
  } catch (error) {
    print(`${objects.placeOf(name)} could not be looked through: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

function* matching(
  records: readonly KeptRecord[],
  ids: ReadonlySet<string>,
  where: Pick<RefusedRecord, 'refusedAt' | 'place'>,
): Generator<RefusedRecord> {
  for (const { bytes, isMessage = false, reason } of records) {
    if (bytes === undefined) continue;
    if (isMessage) for (const id of idsWithin(bytes, ids)) yield { id, correlationId: undefined, reason, ...where };
    const { id, correlationId } = knownBy(bytes);
    if (ids.has(id) || (correlationId !== undefined && ids.has(correlationId))) yield { id, correlationId, reason, ...where };
  }
}
