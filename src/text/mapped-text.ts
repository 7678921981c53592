// A text that was taken from a source, and the place of each of its characters there.
//
// The text consists of pieces in the order of the source: copies, each character of which stands for
// one of the source, and replacements, which stand for a range of it as a whole, such as "&" for
// "&amp;". What lies between two pieces in the source, such as markup, is not in the text.

/** Offsets are in UTF-16 units, half open. */
export type TextRange = readonly [start: number, end: number];

/** The range in a text that begins at an offset of the one before. */
export const moved = ([start, end]: TextRange, offset: number): TextRange => [
  start - offset,
  end - offset,
];

export interface MappedText {
  readonly text: string;
  /** The place in the source of a range of the text that is not empty. */
  rangeOf(start: number, end: number): TextRange;
}

/** Collects the pieces of a text. */
export class MappedTextBuilder {
  #text = '';
  // The start of each piece in the text and in the source; the end in the source of a replacement.
  readonly #starts: number[] = [];
  readonly #sourceStarts: number[] = [];
  readonly #replacedEnds: (number | undefined)[] = [];
  // Where the source goes on if the last piece is a copy.
  #copiedTo = -1;

  /** @param at where `text` stands in the source */
  copy(text: string, at: number): void {
    if (text === '') return;
    if (at !== this.#copiedTo) this.#add(at, undefined);
    this.#text += text;
    this.#copiedTo = at + text.length;
  }

  /** Adds a text that stands for another in the source, from `start` to `end`. */
  replace(text: string, start: number, end: number): void {
    if (text === '') return;
    this.#add(start, end);
    this.#text += text;
    this.#copiedTo = -1;
  }

  finish(): MappedText {
    const text = this.#text;
    const starts = this.#starts;
    const sourceStarts = this.#sourceStarts;
    const replacedEnds = this.#replacedEnds;
    return {
      text,
      rangeOf: (start, end) => {
        const first = lastAtMost(starts, start);
        const last = lastAtMost(starts, end - 1);
        const isCopy = replacedEnds[first] === undefined;
        return [
          sourceStarts[first] + (isCopy ? start - starts[first] : 0),
          replacedEnds[last] ?? sourceStarts[last] + (end - starts[last]),
        ];
      },
    };
  }

  #add(sourceStart: number, replacedEnd: number | undefined): void {
    this.#starts.push(this.#text.length);
    this.#sourceStarts.push(sourceStart);
    this.#replacedEnds.push(replacedEnd);
  }
}

/** The index of the last value that is not above the limit; the values rise. */
export function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
