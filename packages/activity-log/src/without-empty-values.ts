import { ExactNumber } from './exact-numbers';

/**
 * The value without members that are null, blank texts, or empty (mapping, section 2: never emit null or empty objects);
 * undefined when nothing is left. Elements of a list keep their places. What has nothing empty in it comes back as it is, not copied.
 */
export function withoutEmptyValues(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return isBlank(value) ? undefined : value;
  if (typeof value !== 'object' || value instanceof ExactNumber) return value;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  return withoutEmptyMembers(value as Record<string, unknown>);
}

function withoutEmptyMembers(members: Record<string, unknown>): object | undefined {
  let isChanged = false;
  let isEmpty = true;
  for (const key in members) {
    const kept = withoutEmptyValues(members[key]);
    if (kept !== members[key]) isChanged = true;
    if (kept !== undefined) isEmpty = false;
  }
  if (isEmpty) return undefined;
  if (!isChanged) return members;
  const kept: Record<string, unknown> = {};
  for (const key in members) setMember(kept, key, withoutEmptyValues(members[key]));
  return kept;
}

/** Sets a member unless it is undefined; also one whose name is `__proto__`, which a plain assignment would take for the prototype. */
export function setMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) return;
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function isBlank(text: string): boolean {
  return text.length === 0 || (text.charCodeAt(0) <= 0x20 && text.trim() === '');
}
