// Documents as the text of a format, and what is lost on the way.
import type { SplitToken } from '../../annotations/cut.js';
import type { AnnotatedDocument } from '../../annotations/document.js';
import type { Format } from '../formats/format.js';
import type { Target } from '../formats/table/targets.js';
import { countLosses } from './count-losses.js';
import { cutAtLineEnds } from './cut-at-line-ends.js';
import type { OutputLosses } from './losses.js';
import { joinPieces, recordsOf } from './pieces.js';
import type { Corpus } from './read-corpus.js';

type Documents = readonly (readonly AnnotatedDocument[])[];

export interface RenderOptions {
  readonly target: Target;
  readonly format: Format;
  /** Of the documents, if the format names them. */
  readonly names: readonly string[];
  readonly cut: Corpus['cut'];
  /** Is called for each entity that splits a token of the output. */
  readonly onSplit?: (split: SplitToken) => void;
  readonly losses: OutputLosses;
  /** Is called when all documents are rendered. */
  readonly onEnd?: (written: Written) => void;
}

export interface Written {
  readonly documentCount: number;
  readonly entityCount: number;
}

export async function* renderDocuments(
  documents: Documents,
  options: RenderOptions,
): AsyncGenerator<string> {
  const { target, format, losses } = options;
  const kept = target.loses.has('blank') ? withoutBlank(documents, losses) : documents;
  const names = options.names.filter((_, index) => hasText(documents[index]) || kept === documents);
  // If each document is one sentence, such as a record of a data set, marks would tell nothing.
  const isMarked = kept.length > 1 && kept.some((pieces) => countSentences(pieces, options) > 1);
  if (isMarked && target.loses.has('documents')) {
    for (const [first] of kept.slice(1)) losses.add('documents', first);
  }
  const units = unitsOf(kept, target);
  const hasIds = !target.loses.has('ids') && kept.some(([{ id }]) => id !== undefined);
  let [number, entityCount] = [0, 0];
  yield format.begin?.() ?? '';
  for (const [index, pieces] of units.entries()) {
    const [{ id }] = pieces;
    if (target.writesFiles && id !== undefined && names[index] !== id) losses.add('ids', pieces[0]);
    yield format.beginFile?.(names[index] ?? '', !isMarked && !hasIds) ?? '';
    for (const [place, piece] of pieces.entries()) {
      number++;
      const named = { ...piece, id };
      const fitting = target.changes?.entitiesWithinLines ? cutAtLineEnds(named, losses) : named;
      entityCount += fitting.entities.length;
      yield renderPiece(fitting, number, place === pieces.length - 1, options);
    }
    await format.flush?.();
    yield (await format.endFile?.(true)) ?? '';
  }
  yield format.end?.() ?? '';
  options.onEnd?.({ documentCount: kept.length, entityCount });
}

const isBlank = ({ text }: AnnotatedDocument) => !/\S/.test(text);

const hasText = (pieces: readonly AnnotatedDocument[]) => !pieces.every(isBlank);

function withoutBlank(documents: Documents, losses: OutputLosses): Documents {
  for (const piece of documents.flat()) if (isBlank(piece)) losses.add('blank', piece);
  return documents
    .filter(hasText)
    .map((pieces) => (pieces.some(isBlank) ? pieces.filter((piece) => !isBlank(piece)) : pieces));
}

function countSentences(pieces: readonly AnnotatedDocument[], { cut }: RenderOptions): number {
  if (pieces.length > 1) return pieces.length;
  const [piece] = pieces;
  return (piece.sentences ?? cut(piece)).length;
}

/** The pieces between which the format begins a new document. */
function unitsOf(documents: Documents, { unit, writesFiles }: Target): Documents {
  if (unit === 'piece') return documents;
  if (writesFiles) return documents.map((pieces) => [joinPieces(pieces)]);
  return recordsOf(documents).map((record) => [record]);
}

/** @param number of the piece, from 1 */
function renderPiece(
  piece: AnnotatedDocument,
  number: number,
  isLast: boolean,
  options: RenderOptions,
): string {
  const { target, format, losses } = options;
  const { id } = piece;
  const record = id === undefined ? {} : { id };
  const cut = () => options.cut(piece);
  countLosses({ piece, cut }, target, losses);
  // A file holds exactly the text; elsewhere each record has a line.
  const end = target.writesFiles ? '' : '\n';
  const { text, entities, ...rest } = withCharacters(piece, target.changes?.characters);
  if (format.unit === 'line') {
    return format.render({ text, end, lineNumber: number, record }, entities);
  }
  const passage = { text, lineNumber: number, record };
  const sentences = rest.sentences ?? options.cut({ ...piece, text }, options.onSplit);
  return format.render({ text, sentences, entities }, isLast ? { ...passage, end } : passage);
}

const REPLACEMENT = '\ufffd';

/** The piece without the characters that the format cannot hold; all offsets stay. */
function withCharacters(piece: AnnotatedDocument, unfit: RegExp | undefined): AnnotatedDocument {
  if (unfit === undefined || piece.text.search(unfit) < 0) return piece;
  const clean = <Part extends { readonly text: string }>(part: Part): Part => ({
    ...part,
    text: part.text.replaceAll(unfit, REPLACEMENT),
  });
  const { entities, sentences } = piece;
  return {
    ...clean(piece),
    entities: entities.map(clean),
    ...(sentences && { sentences: sentences.map((tokens) => tokens.map(clean)) }),
  };
}
