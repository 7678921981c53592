// Documents as labeled sentences: cut as raw text is, with every entity on whole tokens.
import type { LabeledSentence } from '../corpora/conll.js';
import { typeInTag } from '../corpora/tags.js';
import type { Entity } from '../entities/entity.js';
import { joinSentences } from '../entities/join-sentences.js';
import type { Token } from '../text/tokenizer.js';
import type { AnnotatedDocument } from './document.js';

/** Splits a text into its sentences and their tokens. */
export type SentenceTokenizer = (text: string) => readonly (readonly Token[])[];

/** An entity that begins or ends within a token. */
export interface SplitToken {
  /** The place of its document, such as `notes.txt:3`. */
  readonly place: string;
  readonly entity: string;
  readonly token: string;
}

export interface CutOptions {
  readonly tokenize: SentenceTokenizer;
  /** Is called for each entity that splits a token. */
  readonly onSplit: (split: SplitToken) => void;
}

/** A sentence and the file that its lines are of. */
export type CutSentence = LabeledSentence & { readonly path: string };

/** The sentences that have tokens. A sentence does not end within an entity. */
export function* cutDocument(
  document: AnnotatedDocument,
  { tokenize, onSplit }: CutOptions,
): Generator<CutSentence> {
  const { text, entities, path, continues } = document;
  const lineOf = createLineCounter(document);
  const report = (entity: Entity, token: Token) =>
    onSplit({ place: `${path}:${lineOf(token.start)}`, entity: entity.text, token: token.text });
  const given = document.sentences ?? tokenizeLines(text, tokenize);
  const split = splitTokens(given, entities, report).filter((tokens) => tokens.length > 0);
  let next = 0;
  let isFirst = true;
  for (const tokens of joinSentences(split, entities)) {
    const spans: LabeledSentence['spans'][number][] = [];
    const { end } = tokens[tokens.length - 1];
    let token = 0;
    for (; next < entities.length && entities[next].start < end; next++) {
      const entity = entities[next];
      while (tokens[token].end <= entity.start) token++;
      const start = token;
      while (token < tokens.length && tokens[token].start < entity.end) token++;
      if (token > start) spans.push(spanOf(entity, start, token));
    }
    yield {
      path,
      tokens: tokens.map((part) => part.text),
      spans,
      line: lineOf(tokens[0].start),
      lines: tokens.map((part) => lineOf(part.start)),
      text: text.slice(tokens[0].start, end),
      ...(isFirst && !continues && { startsDocument: true as const }),
    };
    isFirst = false;
  }
}

function spanOf({ label, id, confidence }: Entity, start: number, end: number) {
  return {
    label: typeNameOf(label),
    start,
    end,
    ...(id !== undefined && { id }),
    ...(confidence !== undefined && { confidence }),
  };
}

/** A type as tags can have it: without white space, and without a hyphen at the start. */
export const typeNameOf = (label: string): string =>
  typeInTag(label.trim().replaceAll(/\s+/gu, '_'));

/** The sentences of each line: a line end ends a sentence, as it does for `tagger tag`. */
function tokenizeLines(text: string, tokenize: SentenceTokenizer): Token[][] {
  const sentences: Token[][] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    for (const tokens of tokenize(line)) {
      const from = start;
      sentences.push(
        tokens.map((token) => ({
          text: token.text,
          start: token.start + from,
          end: token.end + from,
        })),
      );
    }
    start += line.length + 1;
  }
  return sentences;
}

/** The same tokens, split where an entity begins or ends within one. */
function splitTokens(
  sentences: readonly (readonly Token[])[],
  entities: readonly Entity[],
  report: (entity: Entity, token: Token) => void,
): Token[][] {
  let next = 0;
  return sentences.map((tokens) =>
    tokens.flatMap((token) => {
      while (next < entities.length && entities[next].end <= token.start) next++;
      const cuts = new Set<number>();
      for (let index = next; entities[index]?.start < token.end; index++) {
        const entity = entities[index];
        const own = [entity.start, entity.end].filter(
          (place) => place > token.start && place < token.end,
        );
        if (own.length > 0) report(entity, token);
        for (const place of own) cuts.add(place);
      }
      return cuts.size === 0 ? [token] : piecesOf(token, [...cuts]);
    }),
  );
}

function piecesOf({ text, start, end }: Token, cuts: readonly number[]): Token[] {
  let from = start;
  return [...cuts, end].flatMap((to) => {
    const piece = { text: text.slice(from - start, to - start), start: from, end: to };
    from = to;
    return /\S/u.test(piece.text) ? [piece] : [];
  });
}

/** The line of an offset: that of the record, or one of the text if it is a file of its own. */
function createLineCounter({ text, line }: AnnotatedDocument): (offset: number) => number {
  if (line !== undefined) return () => line;
  // The line and its end are remembered, since one line may hold all tokens.
  let [place, count, end] = [0, 1, text.indexOf('\n')];
  return (offset) => {
    if (offset < place) [place, count, end] = [0, 1, text.indexOf('\n')];
    while (end >= 0 && end < offset) {
      count++;
      place = end + 1;
      end = text.indexOf('\n', place);
    }
    return count;
  };
}
