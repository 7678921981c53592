// The interface of an output format.
import type { Entity, TaggedText } from '../../entities/entity.js';
import type { Line, Passage } from './passage.js';

/** What a format writes around the records, and around those of each file. */
export interface Frame {
  /** Whether the output has escape sequences for a terminal, and no control characters of the text. */
  readonly isStyled?: true;
  /** The start of the whole output. */
  begin?(): string;
  /**
   * The start of a file's output.
   *
   * @param name as on the command line, "-" for standard input
   */
  beginFile?(name: string, isOnly: boolean): string;
  /**
   * The end of a file's output.
   *
   * @param isWhole false if an error has ended the file early
   */
  endFile?(isWhole: boolean): string | Promise<string>;
  /** The end of the whole output. */
  end?(): string;
  /** Waits for files of its own, if the format writes any. */
  flush?(): Promise<void>;
}

/** Where a record stands. */
export interface RecordPlace {
  readonly lineNumber: number;
  /** The name of the input, if there are several. */
  readonly file?: string;
}

/** Renders one record piece by piece, so that it is never in memory as a whole. */
export interface RecordWriter {
  /** @param entities their places are those in the piece */
  write(piece: string, entities: readonly Entity[]): string;
  /** What follows the last piece. */
  finish(end: Line['end']): Iterable<string>;
}

/** Renders whole records; a record in several passages is rendered once its end is there. */
export interface LineFormat<P extends Passage = Passage> extends Frame {
  readonly unit: 'line';
  /** Whether the output repeats all that is in the source, also what lies between its records. */
  readonly repeatsSource?: true;
  /** Whether an entity that crosses the border of an element is given as several, between tags. */
  readonly keepsElements?: true;
  /**
   * @param record with what else its last passage has
   * @param file the name of the input, if there are several
   */
  render(record: P & Line, entities: readonly Entity[], file?: string): string;
  /** Absent if the format needs a record as a whole. */
  startRecord?(place: RecordPlace): RecordWriter;
}

/** Renders each passage as soon as it is tagged. */
export interface PassageFormat<P extends Passage = Passage> extends Frame {
  readonly unit: 'passage';
  /** @param file the name of the input, if there are several */
  render(tagged: TaggedText, passage: P, file?: string): string;
}

export type Format<P extends Passage = Passage> = LineFormat<P> | PassageFormat<P>;
