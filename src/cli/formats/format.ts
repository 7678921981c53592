// The interface of an output format: a pure function from tagged text to output.
import type { Entity, TaggedText } from '../../entities/entity.js';
import type { Line, Passage } from './passage.js';

/** Renders whole lines; a line in several passages is rendered once its end is there. */
export interface LineFormat {
  readonly unit: 'line';
  /** @param file the name of the input, if there are several */
  render(line: Line, entities: readonly Entity[], file?: string): string;
}

/** Renders each passage as soon as it is tagged. */
export interface PassageFormat<P extends Passage = Passage> {
  readonly unit: 'passage';
  render(tagged: TaggedText, passage: P): string;
}

export type Format<P extends Passage = Passage> = LineFormat | PassageFormat<P>;
