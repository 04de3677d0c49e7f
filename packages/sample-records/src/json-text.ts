/** JSON text that is written as it stands: a number beyond 2^53, a fragment that many records share. */
export class JsonText {
  constructor(readonly text: string) {}
}

export type JsonValue = string | number | boolean | null | undefined | JsonText | readonly JsonValue[] | JsonFields;

/** Fields that are undefined are left out. */
export type JsonFields = { readonly [key: string]: JsonValue };

/** Like `JSON.stringify`, with `JsonText` as it stands. */
export function toJsonText(value: Exclude<JsonValue, undefined>): string {
  if (typeof value === 'string') return plain.test(value) ? `"${value}"` : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof JsonText) return value.text;
  if (isList(value)) return `[${value.map(element => toJsonText(element ?? null)).join(',')}]`;
  let text = '';
  for (const key in value) {
    const field = value[key];
    if (field !== undefined) text += `${text === '' ? '{' : ','}${keyText(key)}${toJsonText(field)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Text that JSON writes as it stands; asking first is twice as fast as `JSON.stringify`. */
const plain = /^[ !#-[\]-~]*$/;

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);

const keyTexts = new Map<string, string>();

function keyText(key: string): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    keyTexts.set(key, text);
  }
  return text;
}
