// How tagged text is written: one rendering a format.
import type { Entity, TaggedText } from '../../model/tag-text.js';

/** A line of the input; its end is kept apart from its text. */
export interface Line {
  readonly text: string;
  readonly end: '\n' | '\r\n' | '';
}

/** Line by line, or, where lines do not matter, whatever holds whole sentences. */
export type Format =
  | { readonly unit: 'line'; render(line: Line, entities: readonly Entity[]): string }
  | { readonly unit: 'sentence'; render(tagged: TaggedText): string };
