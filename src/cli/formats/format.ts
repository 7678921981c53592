// The interface of an output format: a pure function from tagged text to output.
import type { Entity, TaggedText } from '../../entities/entity.js';
import type { Line, Passage } from './passage.js';

/** Renders whole records; a record in several passages is rendered once its end is there. */
export interface LineFormat<P extends Passage = Passage> {
  readonly unit: 'line';
  /** Whether the output repeats all that is in the source, also what lies between its records. */
  readonly repeatsSource?: true;
  /**
   * @param record with what else its last passage has
   * @param file the name of the input, if there are several
   */
  render(record: P & Line, entities: readonly Entity[], file?: string): string;
}

/** Renders each passage as soon as it is tagged. */
export interface PassageFormat<P extends Passage = Passage> {
  readonly unit: 'passage';
  render(tagged: TaggedText, passage: P): string;
}

export type Format<P extends Passage = Passage> = LineFormat<P> | PassageFormat<P>;
