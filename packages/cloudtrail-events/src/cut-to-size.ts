import { jsonText } from '@audit-bridge/activity-log';
import type { JsonMembers } from './cloudtrail-event';

/** A field that was too long, and how long it was. */
export interface Cut {
  readonly field: string;
  readonly length: number;
  readonly unit: 'characters' | 'bytes';
}

/** No member is cut below this: a few words of it say more than its marker alone. */
const minMemberBytes = 200;

/**
 * The text within a number of characters (UTF-16 code units): where it is longer, its beginning and a marker that tells the whole length.
 *
 * @param cuts takes a note of the cut
 */
export function cutCharacters(text: string, maxCharacters: number, field = '', cuts: Cut[] = []): string {
  if (text.length <= maxCharacters) return text;
  cuts.push({ field, length: text.length, unit: 'characters' });
  const marker = markerFor(text.length, 'characters');
  return beginning(text, maxCharacters - marker.length) + marker;
}

/**
 * The members within a number of bytes of JSON text, the largest cut first. A member that is no text is cut as its JSON text; an object among them
 * is first cut member by member itself.
 *
 * @param field what the members belong to, for the note
 * @param cuts takes a note of each cut
 */
export function fitMembers(members: JsonMembers, maxBytes: number, field: string, cuts: Cut[]): JsonMembers {
  const sizes = Object.keys(members)
    .filter(key => members[key] !== undefined)
    .map(key => ({
      key,
      bytes: Buffer.byteLength(jsonText(members[key])),
      keyBytes: Buffer.byteLength(JSON.stringify(key)) + ':,'.length,
    }));
  let excess = 2 + sizes.reduce((sum, { bytes, keyBytes }) => sum + bytes + keyBytes, 0) - maxBytes;
  if (excess <= 0) return members;
  const fitted: Record<string, unknown> = { ...members };
  for (const { key, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes)) {
    if (excess <= 0 || bytes <= minMemberBytes) break;
    const target = Math.max(minMemberBytes, bytes - excess);
    const value = cutValue(members[key], target, `${field}.${key}`, cuts);
    excess -= bytes - Buffer.byteLength(jsonText(value));
    fitted[key] = value;
  }
  return fitted;
}

function cutValue(value: unknown, maxBytes: number, field: string, cuts: Cut[]): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const inner: Cut[] = [];
    const fitted = fitMembers(value as JsonMembers, maxBytes, field, inner);
    if (Buffer.byteLength(jsonText(fitted)) <= maxBytes) {
      cuts.push(...inner);
      return fitted;
    }
  }
  const text = typeof value === 'string' ? value : jsonText(value);
  return cutBytes(text, maxBytes, field, cuts);
}

/** The beginning of a text and a marker, within a number of bytes of JSON text. */
function cutBytes(text: string, maxBytes: number, field: string, cuts: Cut[]): string {
  const length = Buffer.byteLength(text);
  const marker = markerFor(length, 'bytes');
  const room = maxBytes - Buffer.byteLength(JSON.stringify(marker));
  cuts.push({ field, length, unit: 'bytes' });
  let kept = 0;
  let tooMany = Math.min(text.length, room) + 1;
  while (tooMany - kept > 1) {
    const middle = (kept + tooMany) >> 1;
    if (Buffer.byteLength(JSON.stringify(beginning(text, middle))) - '""'.length <= room) kept = middle;
    else tooMany = middle;
  }
  return beginning(text, kept) + marker;
}

/** At most this many code units, and never half a character. */
function beginning(text: string, codeUnits: number): string {
  const last = text.charCodeAt(codeUnits - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, Math.max(0, isHalf ? codeUnits - 1 : codeUnits));
}

function markerFor(length: number, unit: Cut['unit']): string {
  return ` [cut, ${length} ${unit} in all]`;
}
