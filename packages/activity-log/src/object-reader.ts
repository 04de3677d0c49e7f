import type { JsonObject } from './activity-log-record';
import { nestedObject } from './nested-json';
import { saysMore, textOf } from './text-value';
import { setMember, withoutEmptyValues } from './without-empty-values';

type Spellings<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** Which members of an object have a meaning; each name with its spellings, the preferred one first. */
export interface ObjectShape<Text extends string, Nested extends string, Value extends string> {
  /** Read as text. */
  readonly texts: Spellings<Text>;
  /** Read as objects, also from JSON text. */
  readonly objects: Spellings<Nested>;
  /** Read as they are. */
  readonly values: Spellings<Value>;
  /** Names whose members stay in the rest as well: they are read, but not all that they say finds another place. */
  readonly kept: readonly NoInfer<Text | Nested | Value>[];
}

/** An object taken apart. */
export interface ObjectParts<Text extends string, Nested extends string, Value extends string> {
  readonly texts: Readonly<Record<Text, string | undefined>>;
  readonly objects: Readonly<Record<Nested, JsonObject | undefined>>;
  readonly values: Readonly<Record<Value, unknown>>;
  /** Everything else that is not empty, in its own spelling, order and form. */
  readonly rest: JsonObject;
}

interface Member {
  readonly name: string;
  readonly kind: 'texts' | 'objects' | 'values';
  readonly isKept: boolean;
  /** Lower is preferred: an exact spelling before one in another case. */
  readonly rank: number;
}

/** The keys of one kind of object repeat in every record, so what a key means is looked up once. Bounded: a hostile export could hold endless keys. */
const maxRememberedKeys = 4096;

/**
 * Takes objects of one kind apart in a single pass over their members. Keys are matched in any case (Azure writes `resourceId` and `RESOURCEID`);
 * where several spellings stand in one object the preferred one wins and the others stay in the rest.
 */
export class ObjectReader<Text extends string = never, Nested extends string = never, Value extends string = never> {
  readonly #exact = new Map<string, Member>();
  readonly #folded = new Map<string, Member>();
  readonly #remembered = new Map<string, Member | undefined>();
  /** One fixed shape for the results, so that reading a name that is absent stays fast. */
  readonly #absent: Readonly<Record<Member['kind'], Record<string, undefined>>>;

  constructor(shape: Partial<ObjectShape<Text, Nested, Value>>) {
    const kept: readonly string[] = shape.kept ?? [];
    const members = (kind: Member['kind']): Record<string, undefined> => {
      const names = Object.entries<readonly string[]>(shape[kind] ?? {});
      for (const [name, spellings] of names) this.#add({ name, kind, isKept: kept.includes(name) }, spellings);
      return Object.fromEntries(names.map(([name]) => [name, undefined]));
    };
    this.#absent = { texts: members('texts'), objects: members('objects'), values: members('values') };
  }

  read(object: JsonObject): ObjectParts<Text, Nested, Value> {
    const texts: Record<string, unknown> = { ...this.#absent.texts };
    const objects: Record<string, unknown> = { ...this.#absent.objects };
    const values: Record<string, unknown> = { ...this.#absent.values };
    const rest: Record<string, unknown> = {};
    for (const key in object) {
      const value = object[key];
      const member = this.#memberOf(key);
      const read = member === undefined ? undefined : readAs(member, value);
      if (member === undefined || read === undefined) {
        setMember(rest, key, withoutEmptyValues(value));
        continue;
      }
      const parts = member.kind === 'texts' ? texts : member.kind === 'objects' ? objects : values;
      if (parts[member.name] !== undefined) {
        const loser = this.#loser(object, member, key);
        setMember(rest, loser, withoutEmptyValues(object[loser]));
        if (loser === key) continue;
      }
      parts[member.name] = read;
      if (member.isKept || (member.kind === 'texts' && saysMore(value, read))) setMember(rest, key, withoutEmptyValues(value));
    }
    return { texts, objects, values, rest } as unknown as ObjectParts<Text, Nested, Value>;
  }

  /** Of the keys up to `last` that spell one name, the one that gives way: the last itself, or the best before it. */
  #loser(object: JsonObject, member: Member, last: string): string {
    let best = last;
    let bestRank = Number.POSITIVE_INFINITY;
    for (const key in object) {
      if (key === last) break;
      const earlier = this.#memberOf(key);
      if (earlier?.name !== member.name || earlier.rank >= bestRank || readAs(earlier, object[key]) === undefined) continue;
      best = key;
      bestRank = earlier.rank;
    }
    return bestRank <= member.rank ? last : best;
  }

  #add(member: Omit<Member, 'rank'>, spellings: readonly string[]): void {
    for (const [index, spelling] of spellings.entries()) {
      this.#exact.set(spelling, { ...member, rank: index });
      this.#folded.set(spelling.toLowerCase(), { ...member, rank: spellings.length + index });
    }
  }

  #memberOf(key: string): Member | undefined {
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined || this.#remembered.has(key)) return remembered;
    const member = this.#exact.get(key) ?? this.#folded.get(key.toLowerCase());
    if (this.#remembered.size < maxRememberedKeys) this.#remembered.set(key, member);
    return member;
  }
}

function readAs({ kind }: Member, value: unknown): unknown {
  if (kind === 'texts') return textOf(value);
  return kind === 'objects' ? nestedObject(value) : withoutEmptyValues(value) === undefined ? undefined : value;
}
