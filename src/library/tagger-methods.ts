// The methods of a tagger in a program, the same in Node and in a browser.
import type { Span } from '../corpora/tags.js';
import { type Entity, inOrder, type Refine, type TaggedText } from '../entities/entity.js';
import { wrongType } from '../files/wrong-type.js';
import { refineSpans } from '../lists/refine-spans.js';
import { createTextTagger, scoredTagging } from '../model/tag-text.js';
import type { Tagger } from '../model/tagger.js';
import { type SentenceTokens, wordOf } from '../model/vocabulary/word-context.js';
import { redactPlainly } from '../redaction/redact-text.js';

/**
 * Each method throws a TypeError for an argument of another type. Entities of the model have a
 * confidence, names from a gazetteer have none.
 */
export interface TaggerMethods<E extends Entity, S extends Span> {
  /** Entity types of the model, sorted. */
  readonly types: readonly string[];
  /** The entities of a text, in order. */
  tag(text: string): readonly E[];
  /** The entities, sentences and tokens of many texts; faster than one call per text. */
  tagBatch(texts: readonly string[]): TaggedText<E>[];
  /** The entities of sentences that are already split into tokens, as spans of tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): S[][];
  /** The text with each entity replaced by its type: [PER]. */
  redact(text: string): string;
}

export interface MethodOptions {
  readonly minConfidence?: number;
  /** Lists of names, which change the spans of tokens as well. */
  readonly lists?: Refine;
  /** What finds more in texts. */
  readonly recognize?: Refine;
}

export function createMethods(
  tagger: Tagger,
  { minConfidence, lists, recognize }: MethodOptions,
): TaggerMethods<Entity, Span> {
  const tagWithModel = createTextTagger(tagger, undefined, { confidences: true, minConfidence });
  const tagSentences = createSpanTagger(tagger, { minConfidence, lists });
  const refineText = inOrder([lists, recognize].filter((step) => step !== undefined));
  const tagTexts = (texts: readonly string[]) => tagWithModel(texts).map(refineText);
  const entitiesOf = (text: string) => tagTexts([text])[0].entities;
  return {
    types: tagger.labels.types,
    tag: (text) => {
      checkText(text, 'tag');
      return entitiesOf(text);
    },
    tagBatch: (texts) => {
      checkStrings(texts, 'tagBatch: expected an array of strings');
      return tagTexts(texts);
    },
    tagSentences: (sentences) => {
      checkSentences(sentences);
      return tagSentences(sentences);
    },
    redact: (text) => {
      checkText(text, 'redact');
      return redactPlainly(text, entitiesOf(text), false);
    },
  };
}

/** Tags sentences as the methods do, also those of documents. */
export function createSpanTagger(
  tagger: Tagger,
  { minConfidence, lists }: Pick<MethodOptions, 'minConfidence' | 'lists'>,
): (sentences: readonly SentenceTokens[]) => Span[][] {
  const tagSentences = scoredTagging(tagger, minConfidence);
  if (lists === undefined) return tagSentences;
  return (sentences) =>
    tagSentences(sentences).map((found, index) =>
      refineSpans(lists, sentences[index].map(wordOf), found),
    );
}

// Programs in JavaScript may pass anything, whatever the types say.
export function checkText(text: unknown, method: string): void {
  if (typeof text !== 'string') throw wrongType(`${method}: expected a string`, text);
}

function checkSentences(sentences: unknown): void {
  const expected = 'tagSentences: expected an array of sentences, each an array of strings';
  if (!Array.isArray(sentences)) throw wrongType(expected, sentences);
  for (const [index, tokens] of sentences.entries()) checkStrings(tokens, expected, `[${index}]`);
}

/** @param place of the array in the argument, for an error */
function checkStrings(values: unknown, expected: string, place = ''): void {
  if (!Array.isArray(values)) throw wrongType(expected, values, place);
  for (const [index, value] of values.entries()) {
    if (typeof value !== 'string') throw wrongType(expected, value, `${place}[${index}]`);
  }
}

/** @throws TypeError for an unknown option, or a value that its check rejects */
export function checkOptions(
  options: unknown,
  checks: ReadonlyMap<string, (value: unknown) => void>,
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw wrongType('loadTagger: expected an object of options', options);
  }
  for (const [name, value] of Object.entries(options)) {
    const check = checks.get(name);
    if (check === undefined) {
      const known = [...checks.keys()].join(', ');
      throw new TypeError(`loadTagger: expected no option but ${known}, found ${name}`);
    }
    if (value !== undefined) check(value);
  }
}

export function checkMinConfidence(value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value <= 1) return;
  throw wrongType('loadTagger: expected minConfidence to be a number from 0 to 1', value);
}
