// Lines through the tagger: gathered where they are short, parted where they are long.
import type { Entity, TextTagger } from '../model/tag-text.js';
import { splitSentences } from '../text/sentences.js';
import type { Format, Line } from './render/format.js';

// UTF-16 units that are tagged together: enough for full batches, few enough that their tokens take little memory.
const groupLength = 1 << 16;

/** Yields the rendered lines, in order, in pieces of bounded size but for what one line makes longer. */
export function* tagLines(
  lines: Iterable<Line>,
  tagTexts: TextTagger,
  format: Format,
): Generator<string> {
  let entities: Entity[] = [];
  for (const group of groupsOf(lines)) {
    const taggedTexts = tagTexts(group.map(({ text }) => text));
    let rendered = '';
    for (const [index, { line, start, isLast }] of group.entries()) {
      const tagged = taggedTexts[index];
      if (format.unit === 'sentence') {
        rendered += format.render(tagged);
        continue;
      }
      for (const entity of tagged.entities) entities.push(moved(entity, start));
      if (!isLast) continue;
      rendered += format.render(line, entities);
      entities = [];
    }
    yield rendered;
  }
}

const moved = (entity: Entity, by: number): Entity => ({
  ...entity,
  start: entity.start + by,
  end: entity.end + by,
});

/** Whole sentences of one line. */
interface Passage {
  readonly line: Line;
  readonly text: string;
  /** Where it begins in the line. */
  readonly start: number;
  readonly isLast: boolean;
}

function* groupsOf(lines: Iterable<Line>): Generator<Passage[]> {
  let group: Passage[] = [];
  let length = 0;
  for (const line of lines) {
    for (const passage of passagesOf(line)) {
      group.push(passage);
      length += passage.text.length;
      if (length < groupLength) continue;
      yield group;
      group = [];
      length = 0;
    }
  }
  if (group.length > 0) yield group;
}

function* passagesOf(line: Line): Generator<Passage> {
  const { text } = line;
  let start = 0;
  if (text.length > groupLength) {
    for (const { end } of splitSentences(text)) {
      if (end - start < groupLength || end === text.length) continue;
      yield { line, text: text.slice(start, end), start, isLast: false };
      start = end;
    }
  }
  yield { line, text: start === 0 ? text : text.slice(start), start, isLast: true };
}
