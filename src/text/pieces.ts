// Pieces of a text: the stretches between white space, cut again if they are too long.

/** The most UTF-16 units of a piece. Patterns are tried on pieces, and some take quadratic time. */
export const MAXIMUM_PIECE_LENGTH = 256;

/**
 * The offsets of the pieces of `text`, start and end in turn. Every character but white space
 * (`\s`) is in exactly one piece. No cut parts a surrogate pair, and none is inside a word or an
 * emoji unless `MAXIMUM_PIECE_LENGTH` leaves no other place.
 */
export function findPieces(text: string): number[] {
  const offsets: number[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const isInside = i < text.length && !isWhiteSpace(text.charCodeAt(i));
    if (isInside && start < 0) start = i;
    if (isInside || start < 0) continue;
    while (i - start > MAXIMUM_PIECE_LENGTH) {
      const cut = start + lengthOfFirstCut(text.slice(start, start + MAXIMUM_PIECE_LENGTH + 1));
      offsets.push(start, cut);
      start = cut;
    }
    offsets.push(start, i);
    start = -1;
  }
  return offsets;
}

// Whether a character is `\s` in a regular expression.
function isWhiteSpace(code: number): boolean {
  if (code < 0xa0) return code === 32 || (code >= 9 && code < 14);
  return code === 0xa0 || (code >= 0x1680 && isWideWhiteSpace(code));
}

function isWideWhiteSpace(code: number): boolean {
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code < 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

// Places between a mark and a word, but not after a zero-width joiner.
const betweenWords = () => /(?<=[^\p{L}\p{N}\p{M}\u200d])(?=[\p{L}\p{N}])/gu;
const betweenCharacters = () => /(?<!\u200d)(?=[^\p{M}\p{Cf}\p{Emoji_Modifier}])/gu;

// The length of the next piece in a window, which is one unit longer than a piece may be. The piece
// ends at the last place between two words in the second half, else between two characters there,
// else with the window, but not within a surrogate pair. A place has a character after it, so the
// extra unit is never part of the piece.
function lengthOfFirstCut(window: string): number {
  const least = MAXIMUM_PIECE_LENGTH / 2;
  for (const place of [betweenWords, betweenCharacters]) {
    let cut = 0;
    for (const { index } of window.matchAll(place())) cut = index;
    if (cut >= least) return cut;
  }
  const code = window.charCodeAt(MAXIMUM_PIECE_LENGTH);
  const isLowSurrogate = code >= 0xdc00 && code < 0xe000;
  return isLowSurrogate ? MAXIMUM_PIECE_LENGTH - 1 : MAXIMUM_PIECE_LENGTH;
}
