// A text with the entities that a person or a tool marked in it.
import type { Entity } from '../entities/entity.js';
import type { OffsetUnit } from '../entities/offsets.js';
import type { Token } from '../text/tokenizer.js';
import type { Losses } from './losses.js';
import type { UnitDoubt } from './offset-units.js';

export interface AnnotatedDocument {
  /** The name of the document in its file. */
  readonly id?: string;
  readonly text: string;
  /** In order, without overlap. Offsets are UTF-16 units. */
  readonly entities: readonly Entity[];
  /** The sentences and their tokens, if the file itself cuts the text. */
  readonly sentences?: readonly (readonly Token[])[];
  readonly path: string;
  /** The line at which the document begins. */
  readonly line?: number;
  /** Whether it goes on with the document before it, such as a further line or paragraph. */
  readonly continues?: true;
}

/** The documents of a file or folder, read anew each time. */
export interface AnnotationFile {
  readonly path: string;
  /** The checksum of the bytes as they are stored, in hexadecimal digits. */
  readonly sha256: string;
  /** The name of the format, as --input-format takes it. */
  readonly format: string;
  /** The format as users know it, such as "brat folder". */
  readonly title: string;
  /** What offsets in the file count; absent if it has none. */
  readonly unit?: OffsetUnit;
  /** Present if the unit is a guess. */
  readonly doubt?: UnitDoubt;
  readonly documents: Iterable<AnnotatedDocument>;
  /** What the last reading to the end did not carry over. */
  losses(): Losses;
  /** Whether names of ids were given, but no reading found an id. */
  hasIdleLabels(): boolean;
}
