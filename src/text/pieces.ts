// The pieces of a text: what stands between white space, cut again where it is too long.

/** The most UTF-16 units one piece holds: patterns are tried on pieces, and some are quadratic. */
export const maximumPieceLength = 256;

/**
 * The offsets of the pieces of `text`, start and end in turn. Every character that is not white space
 * (`\s`) lies in exactly one piece; no cut parts a surrogate pair, and one inside a word or an emoji is
 * made only where `maximumPieceLength` leaves no other.
 */
export function findPieces(text: string): number[] {
  const offsets: number[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const isInside = i < text.length && !isWhiteSpace(text.charCodeAt(i));
    if (isInside && start < 0) start = i;
    if (isInside || start < 0) continue;
    while (i - start > maximumPieceLength) {
      const cut = start + lengthOfFirstCut(text.slice(start, start + maximumPieceLength + 1));
      offsets.push(start, cut);
      start = cut;
    }
    offsets.push(start, i);
    start = -1;
  }
  return offsets;
}

// The same characters as `\s` in a regular expression.
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

// Between a mark and a word; the lookbehind keeps what a joiner ties together.
const betweenWords = /(?<=[^\p{L}\p{N}\p{M}\u200d])(?=[\p{L}\p{N}])/gu;
const betweenCharacters = /(?<!\u200d)(?=[^\p{M}\p{Cf}\p{Emoji_Modifier}])/gu;

// How much of a window, one unit longer than a piece may be, the next piece takes: up to the last place between
// two words, else between two characters, in its second half; else all of it but half a surrogate pair.
// Every place has a character after it, so that none lies beyond the piece.
function lengthOfFirstCut(window: string): number {
  const least = maximumPieceLength / 2;
  for (const place of [betweenWords, betweenCharacters]) {
    let cut = 0;
    for (const { index } of window.matchAll(place)) cut = index;
    if (cut >= least) return cut;
  }
  const code = window.charCodeAt(maximumPieceLength);
  const isLowSurrogate = code >= 0xdc00 && code < 0xe000;
  return isLowSurrogate ? maximumPieceLength - 1 : maximumPieceLength;
}
