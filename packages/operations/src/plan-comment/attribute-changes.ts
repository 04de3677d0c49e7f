import type { ResourceChange } from './terraform-plan';

export interface AttributeChange {
  /** Like `environment.0.variables.ADDED`. */
  readonly path: string;
  readonly before: ShownValue;
  readonly after: ShownValue;
}

/** A value, or why it is not shown. */
export type ShownValue = { readonly text: string } | { readonly hidden: 'absent' | 'sensitive' | 'known after apply' | 'too long to show' };

const maxTextLength = 80;

/** Names whose values are not shown even where no provider marks them: a mark that somebody forgot must not print a key into a pull request. */
const secretName =
  /secret|password|passwd|token|credential|private_?key|access_?key|shared_?key|connection_?string|sas_?(url|uri)|signature/i;

/** Not a secret, and said by it: an id or a name of one. */
const innocentName = /(_arn|_id|_ids|_name|_url|_audience|expiry|_days|_seconds)$/i;

/** The leaves in which two states of a resource differ, sorted by path. */
export function attributeChanges(change: ResourceChange['change']): readonly AttributeChange[] {
  const differences: AttributeChange[] = [];
  compare([], change.before, change.after, change.after_unknown, [change.before_sensitive, change.after_sensitive], differences);
  return differences.sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }));
}

type Marks = readonly [before: unknown, after: unknown];

function compare(path: readonly string[], before: unknown, after: unknown, unknown: unknown, marks: Marks, found: AttributeChange[]): void {
  if (unknown !== true && isBranch(before, after) && marks[0] !== true && marks[1] !== true) {
    const keys = new Set([...keysOf(before), ...keysOf(after), ...keysOf(unknown)]);
    for (const key of keys) {
      const [marksBefore, marksAfter] = marks;
      compare([...path, key], at(before, key), at(after, key), at(unknown, key), [at(marksBefore, key), at(marksAfter, key)], found);
    }
    return;
  }
  if (unknown !== true && JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return;
  const documents = unknown === true || marks.some(hasMark) ? undefined : jsonDocuments(before, after);
  if (documents !== undefined) {
    const count = found.length;
    compare(path, ...documents, undefined, marks, found);
    // The same document in other words, like another order of members.
    if (found.length > count) return;
  }
  found.push({
    path: path.join('.'),
    before: show(path, before, marks[0]),
    after: unknown === true ? { hidden: 'known after apply' } : show(path, after, marks[1]),
  });
}

/** Both sides are looked into as far as each is an object or a list. */
const isBranch = (before: unknown, after: unknown): boolean =>
  [before, after].some(side => typeof side === 'object' && side !== null) &&
  [before, after].every(side => side === null || side === undefined || typeof side === 'object');

/** A policy is one text for Terraform; a reviewer wants to see which statement changes. */
function jsonDocuments(before: unknown, after: unknown): readonly [before: unknown, after: unknown] | undefined {
  const [one, other] = [before, after].map(side => (typeof side === 'string' && /^[[{]/.test(side) ? parse(side) : undefined));
  return one === undefined || other === undefined ? undefined : [one, other];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const keysOf = (value: unknown): readonly string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);

const at = (value: unknown, key: string): unknown =>
  // A mark on the whole counts for each part.
  value === true ? true : typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

function show(path: readonly string[], value: unknown, mark: unknown): ShownValue {
  if (value === null || value === undefined) return { hidden: 'absent' };
  if (hasMark(mark) || path.some(name => secretName.test(name) && !innocentName.test(name))) return { hidden: 'sensitive' };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > maxTextLength || /[\r\n]/.test(text) ? { hidden: 'too long to show' } : { text };
}

/** A mark may stand deep within a value that is shown as one. */
const hasMark = (mark: unknown): boolean =>
  mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some(hasMark));
