import { ExactNumber } from './exact-numbers';
import type { JsonObject } from './json-object';

/**
 * A value as text (mapping, section 2, general rules): trimmed, an empty one is absent, `{value, localizedValue}` is unwrapped.
 * Undefined for what is no text: lists, other objects, null.
 */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return isTrimmed(value) ? value : value.trim() || undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof ExactNumber) return value.text;
  const wrapped = (value as { readonly value?: unknown }).value;
  return typeof wrapped === 'object' ? undefined : textOf(wrapped);
}

/** Most texts are: to see it in their first and last character costs a fraction of `trim`, and this is asked some thirty times a record. */
function isTrimmed(text: string): boolean {
  return isVisibleAscii(text.charCodeAt(0)) && isVisibleAscii(text.charCodeAt(text.length - 1));
}

function isVisibleAscii(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

/** Reads a member as text and takes it out of its object: it has a place of its own in an event and is not printed twice. */
export function takeText(object: JsonObject, key: string): string | undefined {
  const text = textOf(object[key]);
  if (text !== undefined) object[key] = undefined;
  return text;
}

/** Whether a value that was read as `text` is a wrapper that says more: a display name of its own, or other members. */
export function saysMore(value: unknown, text: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return false;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'value' || member === null || member === '') continue;
    if (key !== 'localizedValue' || member !== text) return true;
  }
  return false;
}
