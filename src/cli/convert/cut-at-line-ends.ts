// Entities over line ends, for a format in which an entity ends with its line.
import type { AnnotatedDocument } from '../../annotations/document.js';
import type { OutputLosses } from './losses.js';

type Entities = AnnotatedDocument['entities'];

/** The piece with an entity in each line that an entity of it has a word in. */
export function cutAtLineEnds(piece: AnnotatedDocument, losses: OutputLosses): AnnotatedDocument {
  if (!piece.entities.some(isOverLineEnd)) return piece;
  const entities = piece.entities.flatMap((entity) => {
    if (!isOverLineEnd(entity)) return [entity];
    losses.add('lineEnds', piece);
    return partsOf(entity);
  });
  return { ...piece, entities };
}

const isOverLineEnd = ({ text }: Entities[number]) => text.includes('\n');

function partsOf(entity: Entities[number]): Entities {
  // The part of each line from its first character to its last one that is no white space.
  return [...entity.text.matchAll(/\S(?:[^\n]*\S)?/g)].map(({ 0: text, index }) => {
    const start = entity.start + index;
    return { ...entity, text, start, end: start + text.length };
  });
}
