import { type Arbitrary, integer, oneof } from 'fast-check';

const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;

/** Any code point that UTF-8 can hold. fast-check's own unit for them makes a map of all million of them first. */
export const anyCharacter: Arbitrary<string> = oneof(
  integer({ min: 0, max: firstSurrogate - 1 }),
  integer({ min: lastSurrogate + 1, max: 0x10ffff }),
).map(code => String.fromCodePoint(code));
