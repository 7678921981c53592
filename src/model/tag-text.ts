// Entities in texts: splits texts into sentences and tokens, tags those, and finds the spans'
// places in the texts.
import type { Span } from '../corpora/tags.js';
import type { Entity, ScoredEntity, TaggedText } from '../entities/entity.js';
import { splitSentences } from '../text/sentences.js';
import { FIRST_CONVENTIONS } from '../text/text-conventions.js';
import type { Token } from '../text/tokenizer.js';
import { createNamedTokenizer } from '../text/tokenizers.js';
import type { Tagger, TaggerContent } from './tagger.js';
import type { ScoredSpan } from './tagging/confidences.js';
import type { SentenceTokens } from './vocabulary/word-context.js';

/** @param continues by text, whether it belongs to the document of the one before; none, if absent */
export type TextTagger<E extends Entity = Entity> = (
  texts: readonly string[],
  continues?: readonly boolean[],
) => TaggedText<E>[];

/** Splits a text into sentences of tokens, in order. */
export type SentenceTokenizer = (text: string) => Token[][];

export interface TextTaggerOptions {
  /** Whether entities have their confidence, which takes a little longer. */
  readonly confidences?: boolean;
  /**
   * If given, all entities with at least this confidence are found, instead of those of the best
   * tagging; from 0 to 1.
   */
  readonly minConfidence?: number;
}

type SentenceTagger = Pick<
  Tagger,
  'readDocuments' | 'tagSentences' | 'tagWithConfidences' | 'findProbable'
> & {
  readonly content?: Pick<TaggerContent, 'conventions'>;
};

/**
 * Tags several texts at once, which is faster than one by one and gives the same entities.
 *
 * @param tokenize absent for raw text, which is cut as the model's corpus was cut
 */
export function createTextTagger(
  tagger: SentenceTagger,
  tokenize: SentenceTokenizer | undefined,
  options: TextTaggerOptions & { readonly confidences: true },
): TextTagger<ScoredEntity>;
export function createTextTagger(
  tagger: SentenceTagger,
  tokenize?: SentenceTokenizer,
  options?: TextTaggerOptions,
): TextTagger;
export function createTextTagger(
  tagger: SentenceTagger,
  tokenize?: SentenceTokenizer,
  { confidences = false, minConfidence }: TextTaggerOptions = {},
): TextTagger {
  // Given tokens keep the tags that an evaluation of them counts, and probable spans may overlap.
  const keepsEmoji = tokenize !== undefined || minConfidence !== undefined;
  const cut = { tokenize: tokenize ?? createSentenceTokenizer(tagger.content), keepsEmoji };
  return confidences || minConfidence !== undefined
    ? textTagger(tagger, scoredTagging(tagger, minConfidence), cut, scoredEntityOf)
    : textTagger(tagger, tagger.tagSentences, cut, entityOf);
}

const isEmojiOnly = (token: string) =>
  /^(?=.*(?:\p{Emoji_Presentation}|\p{Regional_Indicator}|\ufe0f))(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\ufe0f|\u200d)+$/u.test(
    token,
  );

// Most words are known not to be one by their first character.
const isEmoji = (token: string) => token.charCodeAt(0) > 0xff && isEmojiOnly(token);

/**
 * Tags sentences, with confidences.
 *
 * @param minConfidence if given, the limit of all entities that are found
 */
export function scoredTagging(
  { tagWithConfidences, findProbable }: Pick<Tagger, 'tagWithConfidences' | 'findProbable'>,
  minConfidence: number | undefined,
): (sentences: readonly SentenceTokens[]) => ScoredSpan[][] {
  if (minConfidence === undefined) return tagWithConfidences;
  return (sentences) => findProbable(sentences, minConfidence);
}

/** The parts of a span between emoji, which are no part of a name; a span of emoji only is whole. */
function withoutEmoji<S extends Span>(span: S, tokens: readonly Token[]): S[] {
  const parts: S[] = [];
  let { start } = span;
  for (let end = span.start; end <= span.end; end++) {
    if (end < span.end && !isEmoji(tokens[end].text)) continue;
    if (start < end) parts.push({ ...span, start, end });
    start = end + 1;
  }
  return parts.length === 0 ? [span] : parts;
}

interface TextCutting {
  readonly tokenize: SentenceTokenizer;
  /** Whether emoji stay in entities. */
  readonly keepsEmoji: boolean;
}

function textTagger<S extends Span, E extends Entity>(
  { readDocuments }: Pick<Tagger, 'readDocuments'>,
  tag: (sentences: readonly SentenceTokens[]) => S[][],
  { tokenize, keepsEmoji }: TextCutting,
  toEntity: (span: S, text: string, tokens: readonly Token[]) => E,
): TextTagger<E> {
  return (texts, continues = []) => {
    const sentencesOf = texts.map((text) => tokenize(text));
    const spansOf = tag(readDocuments(joinDocuments(sentencesOf, continues)));
    let next = 0;
    return texts.map((text, index) => {
      const sentences = sentencesOf[index];
      const entities = sentences.flatMap((tokens) => {
        const spans = spansOf[next++];
        const kept = keepsEmoji ? spans : spans.flatMap((span) => withoutEmoji(span, tokens));
        return kept.map((span) => toEntity(span, text, tokens));
      });
      return { text, sentences, entities };
    });
  };
}

/** The tokens of each document, of which a text may be a part. */
function joinDocuments(
  sentencesOf: readonly Token[][][],
  continues: readonly boolean[],
): string[][][] {
  const documents: string[][][] = [];
  sentencesOf.forEach((sentences, index) => {
    const tokens = sentences.map((tokens) => tokens.map(({ text }) => text));
    const last = documents.at(-1);
    if (last && continues[index]) last.push(...tokens);
    else documents.push(tokens);
  });
  return documents;
}

/** Texts that are cut, and which of them belong to the document of the one before. */
export interface CutTexts {
  readonly texts: readonly string[];
  readonly continues: readonly boolean[];
  readonly tokenize?: SentenceTokenizer;
}

/**
 * What `tag` finds in each sentence of each text.
 *
 * @param tag gives one result for each sentence
 */
export function tagEachSentence<Found>(
  { texts, continues, tokenize = createSentenceTokenizer() }: CutTexts,
  { readDocuments }: Pick<Tagger, 'readDocuments'>,
  tag: (sentences: readonly SentenceTokens[]) => readonly Found[],
): { readonly tokens: readonly Token[]; readonly found: Found }[][] {
  const sentencesOf = texts.map((text) => tokenize(text).filter(({ length }) => length > 0));
  const found = tag(readDocuments(joinDocuments(sentencesOf, continues)));
  let next = 0;
  return sentencesOf.map((sentences) =>
    sentences.map((tokens) => ({ tokens, found: found[next++] })),
  );
}

/** The entity that a span of a sentence's tokens is in the text. */
export function entityOf(
  { label, start, end }: Span,
  text: string,
  tokens: readonly Token[],
): Entity {
  const from = tokens[start].start;
  const to = tokens[end - 1].end;
  return { label, text: text.slice(from, to), start: from, end: to };
}

export function scoredEntityOf(
  span: ScoredSpan,
  text: string,
  tokens: readonly Token[],
): ScoredEntity {
  return { ...entityOf(span, text, tokens), confidence: span.confidence };
}

/**
 * Splits a text into its sentences and their tokens.
 *
 * @param content of the model that will read them
 */
export function createSentenceTokenizer({
  conventions = FIRST_CONVENTIONS,
}: Pick<TaggerContent, 'conventions'> = {}): SentenceTokenizer {
  const tokenize = createNamedTokenizer(conventions.tokenizer);
  return (text) => sentencesIn(text, tokenize);
}

/** The tokens of each sentence that has any. */
export function sentencesIn(text: string, tokenize: (text: string) => Token[]): Token[][] {
  return splitSentences(text)
    .map(({ start, end }) =>
      tokenize(text.slice(start, end)).map((token) => ({
        text: token.text,
        start: token.start + start,
        end: token.end + start,
      })),
    )
    .filter((tokens) => tokens.length > 0);
}
