// Passages through the tagger: gathered where they are short, answered line by line.
import type { Entity, TextTagger } from '../../model/tag-text.js';
import type { Format, Passage } from '../formats/format.js';

// UTF-16 units that are tagged together: enough for full batches, few enough that their tokens take little memory.
const groupLength = 1 << 15;

/** Yields the rendered passages, in order, in pieces of bounded size but for what one line makes longer. */
export async function* tagPassages<P extends Passage>(
  batches: AsyncIterable<Iterable<P>>,
  tagTexts: TextTagger,
  format: Format<P>,
): AsyncGenerator<string> {
  let line = '';
  let entities: Entity[] = [];
  for await (const passages of batches) {
    for (const group of groupsOf(passages)) {
      const taggedTexts = tagTexts(group.map(({ text }) => text));
      let rendered = '';
      for (const [index, passage] of group.entries()) {
        const tagged = taggedTexts[index];
        if (format.unit === 'passage') {
          rendered += format.render(tagged, passage);
          continue;
        }
        for (const entity of tagged.entities) entities.push(moved(entity, line.length));
        line += passage.text;
        if (passage.end === undefined) continue;
        rendered += format.render({ text: line, end: passage.end }, entities);
        line = '';
        entities = [];
      }
      yield rendered;
    }
  }
}

const moved = (entity: Entity, by: number): Entity => ({
  ...entity,
  start: entity.start + by,
  end: entity.end + by,
});

function* groupsOf<P extends Passage>(passages: Iterable<P>): Generator<P[]> {
  let group: P[] = [];
  let length = 0;
  for (const passage of passages) {
    group.push(passage);
    length += passage.text.length;
    if (length < groupLength) continue;
    yield group;
    group = [];
    length = 0;
  }
  if (group.length > 0) yield group;
}
