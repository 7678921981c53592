// The texts of a document: what stands between two block elements, without markup.
import { type MappedText, MappedTextBuilder, type TextRange } from '../text/mapped-text.js';
import { balance, divide, type Markup } from './balance.js';

/**
 * A text with its place in the document. A range includes the tags around it that belong to tags
 * within it, as the first one of `<b>Teddy</b> Roosevelt` does.
 */
export interface DocumentText extends MappedText {
  /**
   * The same range or, if some tags within it have their partners outside, its parts between the
   * tags.
   */
  piecesOf(start: number, end: number): TextRange[];
}

/** Collects the texts of a document from its beginning to its end. White space is one space. */
export class DocumentTextBuilder {
  readonly #source: string;
  readonly #texts: DocumentText[] = [];
  #mapped = new MappedTextBuilder();
  #markup: Markup[] = [];
  // Whether the text is empty or ends in a space.
  #isSpaced = true;

  constructor(source: string) {
    this.#source = source;
  }

  /** Adds a part of the source. */
  addText(start: number, end: number): void {
    let from = start;
    // A single space is copied with the words around it.
    for (const { 0: blank, index } of this.#source
      .slice(start, end)
      .matchAll(/^ |[\t\n\f\r]+[ \t\n\f\r]*| [ \t\n\f\r]+/g)) {
      this.#copy(from, start + index);
      from = start + index + blank.length;
      this.addSpace(start + index, from);
    }
    this.#copy(from, end);
  }

  /** Adds a text that stands for another in the source, such as a character reference. */
  addReplacement(text: string, start: number, end: number): void {
    if (/^[ \t\n\f\r]*$/.test(text)) {
      this.addSpace(start, end);
      return;
    }
    this.#mapped.replace(text, start, end);
    this.#isSpaced = false;
  }

  /** Adds a space, unless one precedes it or the text has not begun. */
  addSpace(start: number, end: number): void {
    if (this.#isSpaced) return;
    if (this.#source.slice(start, end) === ' ') this.#mapped.copy(' ', start);
    else this.#mapped.replace(' ', start, end);
    this.#isSpaced = true;
  }

  /** Adds a tag that does not end the text. */
  addMarkup(markup: Markup): void {
    this.#markup.push(markup);
  }

  endText(): void {
    const mapped = this.#mapped.finish();
    if (/\S/.test(mapped.text)) this.#texts.push(withMarkup(mapped, this.#source, this.#markup));
    if (mapped.text !== '') this.#mapped = new MappedTextBuilder();
    this.#markup = [];
    this.#isSpaced = true;
  }

  finish(): DocumentText[] {
    this.endText();
    return this.#texts;
  }

  #copy(start: number, end: number): void {
    if (start >= end) return;
    this.#mapped.copy(this.#source.slice(start, end), start);
    this.#isSpaced = this.#source[end - 1] === ' ';
  }
}

function withMarkup(
  { text, rangeOf }: MappedText,
  source: string,
  markup: readonly Markup[],
): DocumentText {
  const starts = markup.map(({ start }) => start);
  return {
    text,
    rangeOf: (start, end) => balance(rangeOf(start, end), markup, starts),
    piecesOf: (start, end) => divide(source, rangeOf(start, end), markup, starts),
  };
}
