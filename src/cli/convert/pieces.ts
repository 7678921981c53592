// Documents as the pieces that a file has them in, such as sentences, lines or paragraphs.
import type { AnnotatedDocument } from '../../annotations/document.js';

/** The pieces of each document. */
export function groupPieces(pieces: Iterable<AnnotatedDocument>): AnnotatedDocument[][] {
  const documents: AnnotatedDocument[][] = [];
  for (const piece of pieces) {
    const last = documents[documents.length - 1];
    if (piece.continues && last !== undefined) last.push(piece);
    else documents.push([piece]);
  }
  return documents;
}

/**
 * The records of a format that has no pieces. Every document is one, but if there is only one
 * document and it has no id, such as a column file without marks, every piece of it is one.
 */
export function recordsOf(
  documents: readonly (readonly AnnotatedDocument[])[],
): readonly AnnotatedDocument[] {
  const [first] = documents;
  const isUnmarked = documents.length === 1 && first[0].id === undefined;
  return isUnmarked ? first : documents.map(joinPieces);
}

/** The pieces as one, each on a line of its own. */
export function joinPieces(pieces: readonly AnnotatedDocument[]): AnnotatedDocument {
  const [first] = pieces;
  if (pieces.length === 1) return first;
  const entities: AnnotatedDocument['entities'][number][] = [];
  const sentences: NonNullable<AnnotatedDocument['sentences']>[number][] = [];
  let place = 0;
  const moved = <Range extends { readonly start: number; readonly end: number }>(range: Range) => ({
    ...range,
    start: range.start + place,
    end: range.end + place,
  });
  for (const piece of pieces) {
    for (const entity of piece.entities) entities.push(moved(entity));
    for (const tokens of piece.sentences ?? []) sentences.push(tokens.map(moved));
    place += piece.text.length + 1;
  }
  const isCut = pieces.every((piece) => piece.sentences !== undefined);
  const text = pieces.map((piece) => piece.text).join('\n');
  return { ...first, text, entities, sentences: isCut ? sentences : undefined };
}
