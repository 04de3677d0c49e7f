import { endOfJsonString, jsonByte } from './json-bytes';

/**
 * How deep the objects and lists of a JSON text are nested: 0 for a number or a word, 1 for `{}`. Looks at bytes and recurses into nothing, so any
 * depth can be asked for; what it says of a text that is no JSON means nothing.
 *
 * @param limit where to stop counting: a greater result means "deeper than that"
 */
export function jsonDepth(bytes: Uint8Array, limit: number): number {
  let depth = 0;
  let deepest = 0;
  for (let position = 0; position < bytes.length; ) {
    switch (bytes[position]) {
      case jsonByte.quote:
        position = endOfJsonString(bytes, position);
        if (position === -1) return deepest;
        break;
      case jsonByte.openBrace:
      case jsonByte.openBracket:
        if (++depth > deepest) deepest = depth;
        if (deepest > limit) return deepest;
        position++;
        break;
      case jsonByte.closeBrace:
      case jsonByte.closeBracket:
        depth--;
        position++;
        break;
      default:
        position++;
    }
  }
  return deepest;
}
