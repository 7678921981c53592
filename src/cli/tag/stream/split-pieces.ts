// Passages of lines that arrive in pieces. They are the same as those of the whole line: what a
// piece leaves undecided waits for the next one.
import type { Passage } from '../../formats/passage.js';

// Whether a sentence ends at a place depends on fewer characters after it.
const UNDECIDED_LENGTH = 128;

/** @param split divides a line, or its rest, from left to right */
export async function* splitPieces(
  chunks: AsyncIterable<readonly Passage[]>,
  split: (passages: Iterable<Passage>) => Iterable<Passage>,
): AsyncGenerator<Iterable<Passage>> {
  // What is left of a line whose end has not arrived.
  let rest = '';

  function* add(piece: Passage): Generator<Passage> {
    const text = rest + piece.text;
    rest = '';
    const whole = { ...piece, text };
    if (piece.end !== undefined) {
      yield* split([whole]);
      return;
    }
    const parts = [...split([whole])];
    while (rest.length < UNDECIDED_LENGTH && parts.length > 0) rest = parts.pop()?.text + rest;
    yield* parts;
  }

  for await (const pieces of chunks) {
    // Nearly all chunks have whole lines only.
    const isPlain = rest === '' && pieces.every(({ end }) => end !== undefined);
    yield isPlain ? split(pieces) : eachOf(pieces, add);
  }
}

function* eachOf(
  pieces: readonly Passage[],
  add: (piece: Passage) => Iterable<Passage>,
): Generator<Passage> {
  for (const piece of pieces) yield* add(piece);
}
