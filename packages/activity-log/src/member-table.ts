import { type JsonObject, setMember } from './json-object';

/** An object's members, sorted by what they mean. */
export interface SortedMembers {
  /** By slot; undefined where the object has no such member. */
  readonly values: readonly unknown[];
  /** Members of other names, and further spellings of a name that has its value. */
  readonly rest: JsonObject;
}

/** Keys repeat in every record, so how one is meant is looked up once. Bounded: a hostile export could hold endless keys. */
const maxRememberedKeys = 4096;
const unknownKey = -1;

/**
 * Names of members that have a meaning, found in one pass over an object, whatever case they are spelled in: Azure writes `resourceId` and
 * `RESOURCEID` (mapping, section 2, general rules). The exact spelling wins where an object has both (section 4.2).
 */
export class MemberTable<Name extends string> {
  /** Each name's place among the values. */
  readonly slots: Readonly<Record<Name, number>>;
  /** By slot. */
  readonly names: readonly Name[];
  readonly #noValues: readonly undefined[];
  readonly #folded: ReadonlyMap<string, number>;
  readonly #remembered = new Map<string, number>();

  constructor(names: readonly Name[]) {
    this.names = names;
    this.#noValues = names.map(() => undefined);
    this.slots = Object.fromEntries(names.map((name, slot) => [name, slot])) as Record<Name, number>;
    this.#folded = new Map(names.map((name, slot) => [name.toLowerCase(), slot]));
  }

  sort(object: JsonObject): SortedMembers {
    const values: unknown[] = this.#noValues.slice();
    const rest: JsonObject = {};
    let isFolded = false;
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      const slot = this.#slotOf(key);
      if (slot === unknownKey) setMember(rest, key, value);
      else if (this.names[slot] === key) values[slot] = value;
      else isFolded = true;
    }
    if (isFolded) this.#sortOtherCases(object, values, rest);
    return { values, rest };
  }

  #sortOtherCases(object: JsonObject, values: unknown[], rest: JsonObject): void {
    for (const key in object) {
      const slot = this.#slotOf(key);
      if (object[key] === undefined || slot === unknownKey || this.names[slot] === key) continue;
      if (values[slot] === undefined) values[slot] = object[key];
      else setMember(rest, key, object[key]);
    }
  }

  #slotOf(key: string): number {
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered;
    const slot = this.#folded.get(key.toLowerCase()) ?? unknownKey;
    if (this.#remembered.size < maxRememberedKeys) this.#remembered.set(key, slot);
    return slot;
  }
}
