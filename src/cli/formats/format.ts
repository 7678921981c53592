// How tagged text is written: one rendering a format.
import type { Entity, TaggedText } from '../../model/tag-text.js';

/** A line of the input; its end is kept apart from its text. */
export interface Line {
  readonly text: string;
  readonly end: '\n' | '\r\n' | '';
}

/** What is tagged by itself: a line, or a part of a long one. */
export interface Passage {
  readonly text: string;
  /** Absent where the line goes on in the next passage. */
  readonly end?: Line['end'];
}

/** A sentence in columns, or a part of a long one, with all its lines; its text is the tokens, a space between two. */
export interface ColumnPassage extends Passage {
  /** Lines without a token before the rows, as they stand. */
  readonly before: string;
  /** A line for each token. */
  readonly rows: readonly Line[];
  /** The line that ends the sentence, as it stands. */
  readonly after: string;
}

/** Line by line, or, where a part can be written before the rest of its line is there, passage by passage. */
export type Format<P extends Passage = Passage> =
  | { readonly unit: 'line'; render(line: Line, entities: readonly Entity[]): string }
  | { readonly unit: 'passage'; render(tagged: TaggedText, passage: P): string };
