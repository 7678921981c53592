// Tagged passages as text, in their order. A long record is rendered piece by piece if the format
// can do that, otherwise together with its last passage.
import type { Entity, TaggedText } from '../../../entities/entity.js';
import type { TextRange } from '../../../text/mapped-text.js';
import type { Format, LineFormat, RecordWriter } from '../../formats/format.js';
import {
  type Line,
  type Passage,
  piecesInSource,
  rangeInSource,
  sourceOf,
} from '../../formats/passage.js';
import { checkRecordLength } from '../../input/record-limit.js';

// In UTF-16 units. Such formats make much of little: a token may become an object.
const MAXIMUM_WHOLE_LENGTH = 1 << 24;

/** Where passages come from. */
export interface PassageOrigin {
  /** The name of the input in errors. */
  readonly name: string;
  /** The name of the input in records, if there are several inputs. */
  readonly file?: string;
}

export interface RecordRenderer<P extends Passage> {
  /** What can be printed now: a text or, at the end of a long record, several. */
  render(tagged: TaggedText, passage: P): string | Iterable<string>;
  /** Closes a record whose end will not come. */
  close(): Iterable<string>;
}

export function createRenderer<P extends Passage>(
  format: Format<P>,
  origin: PassageOrigin,
): RecordRenderer<P> {
  if (format.unit === 'line') return new LineRenderer(format, origin);
  return {
    render: (tagged, passage) => format.render(tagged, passage, origin.file),
    close: () => [],
  };
}

/** A record whose end has not come, as a whole. */
interface OpenRecord {
  text: string;
  readonly entities: Entity[];
  /** Of its first passage. */
  readonly lineNumber: number;
}

class LineRenderer<P extends Passage> implements RecordRenderer<P> {
  readonly #format: LineFormat<P>;
  readonly #origin: PassageOrigin;
  /** Of a record that is printed in pieces. */
  #writer: RecordWriter | undefined;
  #open: OpenRecord | undefined;

  constructor(format: LineFormat<P>, origin: PassageOrigin) {
    this.#format = format;
    this.#origin = origin;
  }

  render(tagged: TaggedText, passage: P): string | Iterable<string> {
    if (passage.isBetween && !this.#format.repeatsSource) return '';
    if (this.#writer === undefined && this.#open === undefined) {
      if (isRecord(passage)) {
        return this.#format.render(passage, tagged.entities, this.#origin.file);
      }
      // With a source, an entity may reach beyond its passage.
      if (passage.source === undefined && passage.end === undefined) {
        const { lineNumber } = passage;
        this.#writer = this.#format.startRecord?.({ lineNumber, file: this.#origin.file });
      }
    }
    return this.#writer
      ? this.#writePiece(this.#writer, tagged, passage)
      : this.#collect(tagged, passage);
  }

  close(): Iterable<string> {
    const written = this.#writer?.finish('') ?? [];
    this.#writer = undefined;
    this.#open = undefined;
    return written;
  }

  #writePiece(writer: RecordWriter, { entities }: TaggedText, { text, end }: P) {
    const written = writer.write(text, entities);
    if (end === undefined) return written;
    this.#writer = undefined;
    return afterwards(written, writer.finish(end));
  }

  #collect({ entities }: TaggedText, passage: P): string {
    const { lineNumber, end } = passage;
    const record = this.#open ?? { text: '', entities: [], lineNumber };
    this.#open = record;
    const placesOf = this.#format.keepsElements ? piecesInSource : placeInSource;
    for (const entity of entities) {
      for (const range of placesOf(passage, entity)) {
        const found = placed(entity, range, record.text.length);
        // Two entities can stand for one place, such as two characters that one reference gives.
        if (found.start >= (record.entities.at(-1)?.end ?? 0)) record.entities.push(found);
      }
    }
    record.text += sourceOf(passage);
    if (passage.source === undefined && !this.#format.repeatsSource) {
      const where = `${this.#origin.name}:${record.lineNumber}`;
      checkRecordLength(record.text.length, where, 'lines in this format', MAXIMUM_WHOLE_LENGTH);
    }
    if (end === undefined) return '';
    this.#open = undefined;
    const whole = { ...passage, text: record.text, end, lineNumber: record.lineNumber };
    return this.#format.render(whole, record.entities, this.#origin.file);
  }
}

/** Whether a passage is a whole record as it is in the source. */
function isRecord<P extends Passage>(passage: P): passage is P & Line {
  return passage.end !== undefined && passage.source === undefined;
}

const placeInSource = (passage: Passage, { start, end }: Entity): readonly TextRange[] => [
  rangeInSource(passage, start, end),
];

/**
 * The entity at its place in the record. Its text stays the one that was tagged.
 *
 * @param offset of the passage in the record
 */
const placed = (entity: Entity, [start, end]: TextRange, offset: number): Entity => ({
  ...entity,
  start: start + offset,
  end: end + offset,
});

function* afterwards(first: string, rest: Iterable<string>): Generator<string> {
  yield first;
  yield* rest;
}
