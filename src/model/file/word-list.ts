// A list of words, one per line of a text in linear memory, indexed without making a string of
// each. A kernel does it, because JavaScript is slow until it has been compiled, and a model may be
// read to tag one sentence.
import type { Engine } from '../../tensors/matrix.js';
import type { WordIndex } from '../../vectors/vector-lookup.js';

export interface WordList extends WordIndex {
  /** The first line that equals one before it; words after it are not found. */
  readonly repeated?: number;
}

/** Bytes of UTF-8 in linear memory. */
export interface PlacedText {
  readonly address: number;
  readonly byteLength: number;
}

const encoder = new TextEncoder();

/** The number of lines, including a last one without an end. */
export function countLines({ kernels }: Engine, { address, byteLength }: PlacedText): number {
  return kernels.countLines(byteLength, address);
}

/**
 * @param text must stay as it is for as long as the list is in use
 * @param size the number of lines
 */
export function indexLines(
  { memory, kernels }: Engine,
  { address, byteLength }: PlacedText,
  size: number,
): WordList {
  const slotCount = slotsFor(size);
  const ends = memory.allocate(size * 4);
  const slots = memory.allocate(slotCount * 4);
  const repeated = kernels.indexLines(byteLength, address, ends, slotCount, slots);
  return {
    size,
    ...(repeated >= 0 && { repeated }),
    get: (word) => {
      // Half a surrogate pair would be encoded as U+FFFD, and found if the list has that character.
      if (!word.isWellFormed()) return undefined;
      const bytes = encoder.encode(word);
      const mark = memory.mark();
      const place = memory.allocate(bytes.length);
      memory.bytes(place, bytes.length).set(bytes);
      const row = kernels.findLine(bytes.length, place, address, ends, slotCount, slots);
      memory.release(mark);
      return row < 0 ? undefined : row;
    },
  };
}

/** A power of two, at least twice as many as lines, so that few slots are searched for a word. */
function slotsFor(lineCount: number): number {
  let count = 2;
  while (count < 2 * lineCount) count *= 2;
  return count;
}
