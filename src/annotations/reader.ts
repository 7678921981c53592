// What every reader of an annotation format has.
import type { ConllOptions } from '../corpora/conll.js';
import type { OffsetUnit } from '../entities/offsets.js';
import type { ByteSource } from '../files/byte-source.js';
import type { Token } from '../text/tokenizer.js';
import type { LossCounter } from './losses.js';

/** An entity as a file has it. */
export interface RawSpan {
  readonly label: string;
  /** Half open, in the unit of the file. */
  readonly start: number;
  readonly end: number;
  /** The parts of an entity that has several. */
  readonly fragments?: readonly (readonly [start: number, end: number])[];
  /** The text that the file says the entity has. */
  readonly text?: string;
  readonly id?: string;
  readonly confidence?: number;
  /** Where the entity stands in the file, such as `notes.ann:3`. */
  readonly place: string;
}

/** A text with entities as a file has them: in any order and unit, overlapping or not. */
export interface RawDocument {
  readonly id?: string;
  readonly text: string;
  readonly spans: readonly RawSpan[];
  /** If the file itself cuts the text. Offsets are UTF-16 units. */
  readonly sentences?: readonly (readonly Token[])[];
  readonly path: string;
  readonly line?: number;
  readonly continues?: true;
}

/** The start of a file, from which its format is recognized. */
export interface Sample {
  readonly path: string;
  readonly isFolder: boolean;
  /** The first characters of a file. */
  readonly start: string;
  /** The first records if the file is JSON: its lines, or the elements of an array. */
  readonly records?: readonly unknown[];
}

/** A file, or the files of a folder in the order of their names. */
export interface AnnotationSource {
  readonly path: string;
  readonly files: readonly ByteSource[];
}

export interface ReadOptions {
  /** The columns of a column file. */
  readonly columns?: ConllOptions;
  /** The names that the ids of labels stand for, in order. */
  readonly labels?: readonly string[];
  /** Is called at each of these ids. */
  readonly onLabelId?: () => void;
}

export interface Reader {
  readonly name: string;
  /** The format as users know it, such as "brat folder". */
  readonly title: string;
  /** The unit of offsets unless the texts of entities show another; absent if there are none. */
  readonly unit?: OffsetUnit;
  recognizes(sample: Sample): boolean;
  /**
   * The documents, read anew each time.
   *
   * @throws InputError if the file cannot be read or a record is malformed
   */
  read(source: AnnotationSource, losses: LossCounter, options: ReadOptions): Iterable<RawDocument>;
}
