// Passages through the tagger: many short ones at once, rendered in their order.
import type { Entity, Refine, TaggedText } from '../../entities/entity.js';
import type { TextTagger } from '../../model/tag-text.js';
import type { TextRange } from '../../text/mapped-text.js';
import type { Format } from '../formats/format.js';
import {
  type Line,
  type Passage,
  piecesInSource,
  rangeInSource,
  sourceOf,
} from '../formats/passage.js';

// UTF-16 units that the tagger is given at once: enough for full batches, few enough that their
// tokens need little memory.
const CALL_LENGTH = 1 << 15;

export interface TagSteps<P extends Passage> {
  readonly tagTexts: TextTagger;
  /** What changes the entities of each passage before it is rendered. */
  readonly refine: Refine;
  readonly format: Format<P>;
}

/**
 * Yields the rendered passages of one call of the tagger after the other.
 *
 * @param file the name of the input, if there are several
 */
export async function* tagPassages<P extends Passage>(
  chunks: AsyncIterable<Iterable<P>>,
  { tagTexts, refine, format }: TagSteps<P>,
  file?: string,
): AsyncGenerator<string> {
  const render = createRenderer(format, file);
  for await (const chunk of chunks) {
    for (const passages of inCalls(chunk)) {
      const taggedTexts = tagTexts(passages.map(({ text }) => text));
      let rendered = '';
      for (const [index, passage] of passages.entries()) {
        rendered += render(refine(taggedTexts[index]), passage);
      }
      yield rendered;
    }
  }
}

/**
 * Renders one passage after the other; with a format of lines, a record together with its last
 * passage.
 */
function createRenderer<P extends Passage>(
  format: Format<P>,
  file: string | undefined,
): (tagged: TaggedText, passage: P) => string {
  if (format.unit === 'passage') {
    return (tagged, passage) => format.render(tagged, passage, file);
  }
  let record = '';
  let firstLine: number | undefined;
  let entities: Entity[] = [];
  return (tagged, passage) => {
    if (passage.isBetween && !format.repeatsSource) return '';
    if (isRecord(passage) && firstLine === undefined) {
      return format.render(passage, tagged.entities, file);
    }
    const { end } = passage;
    const placesOf = format.keepsElements ? piecesInSource : placeInSource;
    for (const entity of tagged.entities) {
      for (const range of placesOf(passage, entity)) {
        entities.push(placed(entity, range, record.length));
      }
    }
    record += sourceOf(passage);
    const lineNumber = firstLine ?? passage.lineNumber;
    firstLine = lineNumber;
    if (end === undefined) return '';
    const rendered = format.render({ ...passage, text: record, end, lineNumber }, entities, file);
    record = '';
    firstLine = undefined;
    entities = [];
    return rendered;
  };
}

/** Whether a passage is a whole record as it is in the source, unless it is the end of one. */
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

/** Splits passages into lists, one for each call of the tagger. */
export function* inCalls<P extends Passage>(passages: Iterable<P>): Generator<P[]> {
  let call: P[] = [];
  let length = 0;
  for (const passage of passages) {
    call.push(passage);
    length += passage.text.length;
    if (length < CALL_LENGTH) continue;
    yield call;
    call = [];
    length = 0;
  }
  if (call.length > 0) yield call;
}
