// The unit of random strings: any code point but halves of a surrogate pair.
import fc from 'fast-check';

const FIRST_HALF = 0xd800;
const HALF_COUNT = 0x800;
const LAST = 0x10ffff;

/**
 * What the unit 'binary' of fast-check generates. That one first makes a table of all its million
 * characters, which takes a second and a hundred megabytes in each test file.
 */
export const anyCharacter = fc.integer({ min: 0, max: LAST - HALF_COUNT }).map(
  (index) => String.fromCodePoint(index < FIRST_HALF ? index : index + HALF_COUNT),
  (character) => {
    const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
    if (code === undefined || String.fromCodePoint(code) !== character) throw new Error('none');
    if (code < FIRST_HALF) return code;
    if (code < FIRST_HALF + HALF_COUNT) throw new Error('half of a pair');
    return code - HALF_COUNT;
  },
);
