// Offsets in a text in other units than UTF-16.
import type { Entity } from './entity.js';

export const OFFSET_UNITS = ['utf16', 'codepoint', 'byte'] as const;

/** What an offset counts: UTF-16 units, code points, or bytes of UTF-8. */
export type OffsetUnit = (typeof OFFSET_UNITS)[number];

/** The entities with their places in another unit. */
export function withOffsets(
  text: string,
  entities: readonly Entity[],
  unit: OffsetUnit,
): readonly Entity[] {
  if (unit === 'utf16') return entities;
  const convert = createOffsetConverter(text, unit);
  return entities.map((entity) => ({
    ...entity,
    start: convert(entity.start),
    end: convert(entity.end),
  }));
}

/** Moves the entities of each piece of a text to their places in the text, in a unit. */
export function createPiecePlaces(
  unit: OffsetUnit,
): (piece: string, entities: readonly Entity[]) => Entity[] {
  let length = 0;
  return (piece, entities) => {
    const placed = withOffsets(piece, entities, unit).map((entity) => ({
      ...entity,
      start: entity.start + length,
      end: entity.end + length,
    }));
    length += lengthIn(piece, unit);
    return placed;
  };
}

/**
 * Converts UTF-16 offsets of a text, each no less than the one before, so that the text is read
 * once.
 */
export function createOffsetConverter(text: string, unit: OffsetUnit): (offset: number) => number {
  if (unit === 'utf16') return (offset) => offset;
  let place = 0;
  let converted = 0;
  return (offset) => {
    converted += lengthOf(text, place, offset, unit);
    place = offset;
    return converted;
  };
}

/** The length of a text in a unit. */
export const lengthIn = (text: string, unit: OffsetUnit): number =>
  unit === 'utf16' ? text.length : lengthOf(text, 0, text.length, unit);

function lengthOf(text: string, start: number, end: number, unit: 'codepoint' | 'byte'): number {
  if (unit === 'byte') return Buffer.byteLength(text.slice(start, end));
  let count = end - start;
  for (let index = start; index < end; index++) {
    // The second unit of a pair. A JSON text may have one without the first.
    const isLow = (text.charCodeAt(index) & 0xfc00) === 0xdc00;
    if (isLow && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800) count--;
  }
  return count;
}
