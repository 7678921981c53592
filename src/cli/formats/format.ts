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

/** Line by line, or, where a part can be written before the rest of its line is there, passage by passage. */
export type Format<P extends Passage = Passage> =
  | { readonly unit: 'line'; render(line: Line, entities: readonly Entity[]): string }
  | { readonly unit: 'passage'; render(tagged: TaggedText, passage: P): string };
