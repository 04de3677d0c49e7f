import { ExactNumber } from './exact-numbers';

/** A parsed JSON object, keys in their own spelling. A member that is undefined counts as absent: it is not printed. */
export type JsonObject = { [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** The object, or undefined when nothing of it would be printed. */
export function orNothing<T extends Readonly<JsonObject>>(object: T): T | undefined {
  for (const key in object) if (object[key] !== undefined) return object;
  return undefined;
}

/** Takes a member that has a place of its own in an event out of its object, so that it is not printed twice. */
export function take(object: JsonObject, key: string): unknown {
  const value = object[key];
  if (value !== undefined) object[key] = undefined;
  return value;
}

/** Sets a member, also one that is called `__proto__`: a plain assignment would take its value for the prototype. */
export function setMember(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
