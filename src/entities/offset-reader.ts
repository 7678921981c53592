// Offsets in other units as places in a text.
import { lengthIn, type OffsetUnit } from './offsets.js';

/** The place in UTF-16 units; undefined outside of the text or within a character. */
export type OffsetReader = (offset: number) => number | undefined;

export function createOffsetReader(text: string, unit: OffsetUnit): OffsetReader {
  if (unit === 'utf16') {
    return (offset) => (offset > text.length || isWithinPair(text, offset) ? undefined : offset);
  }
  if (isAscii(text)) return (offset) => (offset > text.length ? undefined : offset);
  const places = placesOf(text, unit);
  return (offset) => (offset < places.length && places[offset] >= 0 ? places[offset] : undefined);
}

const isAscii = (text: string) => Buffer.byteLength(text) === text.length;

function isWithinPair(text: string, offset: number): boolean {
  const isLow = (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
  return isLow && (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
}

/** The place in UTF-16 units at each offset, -1 within a character. */
function placesOf(text: string, unit: 'codepoint' | 'byte'): Int32Array {
  const places = new Int32Array(lengthIn(text, unit) + 1).fill(-1);
  let offset = 0;
  let place = 0;
  for (const character of text) {
    places[offset] = place;
    place += character.length;
    offset += unit === 'byte' ? Buffer.byteLength(character) : 1;
  }
  places[offset] = place;
  return places;
}
