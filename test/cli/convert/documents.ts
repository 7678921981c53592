// Random documents: hostile texts of several lines, with and without sentences, ids and entities.
import fc from 'fast-check';
import type { AnnotatedDocument } from '../../../src/annotations/document.js';
import type { TaggedText } from '../../../src/entities/entity.js';
import { taggedLine } from '../formats/tagged-line.js';

const id = fc.constantFrom('1', '07', 'a b', 'ä/ö', 'x"y', 'Q42');

/** A piece whose text is one line. */
const line = taggedLine.map(({ text, sentences, entities }): Piece => {
  // A reader trims white space at the ends of entities; the tokenizer leaves none there.
  return { text, sentences: sentences.filter((tokens) => tokens.length > 0), entities };
});

type Piece = Pick<TaggedText, 'text' | 'sentences' | 'entities'>;

/** Lines as one text. */
function joined(lines: readonly Piece[], end: string): Piece {
  const text = lines.map((one) => one.text).join(end);
  let place = 0;
  const moved = lines.map(({ text: own, sentences, entities }) => {
    const from = place;
    const move = <Range extends { start: number; end: number }>(range: Range): Range => ({
      ...range,
      start: range.start + from,
      end: range.end + from,
    });
    place += own.length + end.length;
    return { sentences: sentences.map((tokens) => tokens.map(move)), entities: entities.map(move) };
  });
  return {
    text,
    sentences: moved.flatMap((one) => one.sentences),
    entities: moved.flatMap((one) => one.entities),
  };
}

/** A document in one piece of several lines. */
export const wholeDocument: fc.Arbitrary<AnnotatedDocument[]> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    end: fc.constantFrom('\n', '\r\n', '\n\n'),
    id: fc.option(id, { nil: undefined }),
  })
  .map(({ lines, end, id }) => {
    const { text, entities } = joined(lines, end);
    return [{ text, entities, path: 'in', line: 1, ...(id !== undefined && { id }) }];
  });

/** A document whose pieces are sentences, as in a column file. */
export const sentenceDocument: fc.Arbitrary<AnnotatedDocument[]> = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((lines) =>
    lines.flatMap(({ text, sentences, entities }) =>
      sentences.map((tokens) => {
        const [start, end] = [tokens[0].start, tokens[tokens.length - 1].end];
        const move = <Range extends { start: number; end: number }>(range: Range): Range => ({
          ...range,
          start: range.start - start,
          end: range.end - start,
        });
        return {
          text: text.slice(start, end),
          sentences: [tokens.map(move)],
          entities: entities
            .filter((entity) => entity.start >= start && entity.end <= end)
            .map(move),
        };
      }),
    ),
  )
  .filter((pieces) => pieces.length > 0)
  .map((pieces) =>
    pieces.map((piece, index) => ({
      ...piece,
      path: 'in',
      line: index + 1,
      ...(index > 0 && { continues: true as const }),
    })),
  );
