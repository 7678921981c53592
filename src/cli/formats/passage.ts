// Records of the input, and the passages that are tagged on their own.
import type { TextRange } from '../../text/mapped-text.js';

/** A record: a line without its end, and the end; or a paragraph or document, with its lines. */
export interface Line {
  /** As it is in the source; offsets of entities refer to it. */
  readonly text: string;
  readonly end: '\n' | '\r\n' | '';
  /** Counted from 1 in its file. */
  readonly lineNumber: number;
}

/** A record, or a part of a long one. */
export interface Passage {
  /** What is tagged. */
  readonly text: string;
  /** Absent if the record goes on in the next passage. */
  readonly end?: Line['end'];
  /** Of its first line. */
  readonly lineNumber: number;
  /** Present if it is a document of a corpus, which has an id or no name at all, but no line. */
  readonly record?: { readonly id?: string };
  /** What the text was taken from; absent if it is the source itself. */
  readonly source?: Source;
  /** Whether this is a line between records, such as a blank line between paragraphs. */
  readonly isBetween?: true;
  /** Whether it belongs to the document of the passage before. */
  readonly continuesDocument?: boolean;
  /** Whether the next passage belongs to the same document, and is in the same chunk. */
  readonly documentGoesOn?: boolean;
}

/** The source of a passage. */
export const sourceOf = ({ source, text }: Passage): string => source?.text ?? text;

/** The place in the source of a range of the passage's text that is not empty. */
export const rangeInSource = ({ source }: Passage, start: number, end: number): TextRange =>
  source?.rangeOf(start, end) ?? [start, end];

/** The same place, in pieces if the range would cut an element of a document. */
export const piecesInSource = (
  passage: Passage,
  { start, end }: { readonly start: number; readonly end: number },
): readonly TextRange[] =>
  passage.source?.piecesOf?.(start, end) ?? [rangeInSource(passage, start, end)];

export interface Source {
  /** The part of the record from the end of the passage before to the end of this one. */
  readonly text: string;
  /**
   * The place in this source of a range of the passage's text that is not empty. It may begin before
   * the source or end after it if the range includes the markup around it.
   */
  rangeOf(start: number, end: number): TextRange;
  /**
   * The same range or, if some tags in it have their partners outside, its pieces between tags.
   * Absent if the source has no tags.
   */
  piecesOf?(start: number, end: number): readonly TextRange[];
}

/**
 * A sentence of a column file, or a part of a long one, with all its lines. The text is its tokens
 * with spaces between them, or tabs if one of them has a space; a part after the first begins with one.
 */
export interface ColumnPassage extends Passage {
  /** The lines before the first token, with their ends. */
  readonly before: string;
  /** The line of each token. */
  readonly tokenLines: readonly Line[];
  /** Lines without a token, with their ends, by the number of tokens before them. */
  readonly between?: ReadonlyMap<number, string>;
  /** The line that ends the sentence, with its end. */
  readonly after: string;
}
