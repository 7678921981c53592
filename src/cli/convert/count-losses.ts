// Counts what a format has no place for in a document.
import type { AnnotatedDocument } from '../../annotations/document.js';
import { joinTokens } from '../../text/join-tokens.js';
import type { Feature, Target } from '../formats/table/targets.js';
import type { OutputLosses } from './losses.js';

type Sentences = NonNullable<AnnotatedDocument['sentences']>;

/** A piece of a document, and the sentences that its text alone would be cut into. */
export interface RenderedPiece {
  readonly piece: AnnotatedDocument;
  readonly cut: () => Sentences;
}

export function countLosses(
  { piece, cut }: RenderedPiece,
  { loses, keptSpaces, changes = {} }: Target,
  losses: OutputLosses,
): void {
  const { text, entities, sentences, id, continues } = piece;
  const add = (kind: Feature, isLost: boolean) => {
    if (isLost && loses.has(kind)) losses.add(kind, piece);
  };
  add('ids', id !== undefined && !continues);
  add('brackets', changes.texts?.test(text) === true);
  if (changes.lineEnds && /\r(?:\n|$)/.test(text)) losses.add('characters', piece);
  if (changes.characters && text.search(changes.characters) >= 0) losses.add('characters', piece);
  for (const { label, confidence, id: entityId, text: entityText } of entities) {
    if (changes.entities?.test(entityText)) losses.add('entities', piece);
    add('confidences', confidence !== undefined);
    add('entityIds', entityId !== undefined);
    if (changes.types?.test(label)) losses.add('types', piece);
  }
  if (keptSpaces !== undefined || changes.tokens !== undefined) {
    const written = sentences ?? cut();
    if (keptSpaces && !keepsSpaces[keptSpaces](text, written)) losses.add('spaces', piece);
    for (const token of written.flat()) {
      if (changes.tokens?.test(token.text)) losses.add('characters', piece);
    }
  }
  if (sentences !== undefined && (loses.has('tokens') || loses.has('sentences'))) {
    const own = cut();
    add('tokens', boundsOf(sentences.flat()) !== boundsOf(own.flat()));
    add('sentences', boundsOf(firstTokens(sentences)) !== boundsOf(firstTokens(own)));
  }
}

/** Whether the white space within each sentence is the one that a reader of the format assumes. */
const keepsSpaces = {
  joined: (text: string, sentences: Sentences) =>
    sentences.every((tokens) => {
      if (tokens.length === 0) return true;
      const source = text.slice(tokens[0].start, tokens[tokens.length - 1].end);
      return joinTokens(tokens.map((token) => token.text)).text === source;
    }),
  single: (text: string, sentences: Sentences) =>
    sentences.every((tokens) =>
      tokens.every(
        ({ start }, index) => index === 0 || /^ ?$/.test(text.slice(tokens[index - 1].end, start)),
      ),
    ),
};

const firstTokens = (sentences: Sentences) => sentences.flatMap((tokens) => tokens.slice(0, 1));

const boundsOf = (tokens: Sentences[number]) =>
  tokens.map(({ start, end }) => `${start} ${end}`).join();
