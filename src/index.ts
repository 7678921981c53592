// The library: `import { loadTagger } from 'teddy-tagger'`.
import type { Span } from './corpora/tags.js';
import {
  type Entity,
  inOrder,
  type Refine,
  type ScoredEntity,
  type TaggedText,
} from './entities/entity.js';
import { wrongType } from './files/wrong-type.js';
import type { Arithmetic } from './kernels/kernels.js';
import type { TextSource } from './library/stream-lines.js';
import { type StreamOptions, tagStream } from './library/tag-stream.js';
import type { DenyEntry, GazetteerEntry } from './lists/list-entry.js';
import { type ListOptions, listOptions, loadLists } from './lists/load-lists.js';
import type { GazetteerWins } from './lists/refine-by-lists.js';
import { refineSpans } from './lists/refine-spans.js';
import { readModel } from './model/file/model-file.js';
import { findModel } from './model/shipped-model.js';
import { createTextTagger, scoredTagging } from './model/tag-text.js';
import type { ScoredSpan } from './model/tagging/confidences.js';
import { addRecognized, loadRecognizers } from './recognizers/add-recognized.js';
import { type RecognizerName, recognizerNames } from './recognizers/recognizers.js';

export { InputError } from './errors.js';
export type {
  Arithmetic,
  DenyEntry,
  Entity,
  GazetteerEntry,
  GazetteerWins,
  ListOptions,
  RecognizerName,
  ScoredEntity,
  ScoredSpan,
  Span,
  StreamOptions,
  TaggedText,
  TextSource,
};

/** A line of a stream, without its end. */
export interface TaggedLine<E extends Entity = ScoredEntity> extends TaggedText<E> {
  /** Counted from 1. */
  readonly lineNumber: number;
}

export interface LoadOptions extends ListOptions {
  /**
   * `exact` by default; with `fast`, the last bits of the results may differ between machines;
   * `int8` is faster than `exact`, and rounds hidden states and recurrent weights to whole numbers.
   */
  readonly arithmetic?: Arithmetic;
  /**
   * All entities of the model with at least this confidence, from 0 to 1, instead of those of the
   * best tagging. They do not overlap; the more probable one stays.
   */
  readonly minConfidence?: number;
  /** Also find e-mail addresses and the like in texts: the kinds of --recognize, or `all`. */
  readonly recognize?: readonly RecognizerName[] | 'all';
  /** The country of phone numbers without a country code, as two letters. */
  readonly region?: string;
}

/**
 * Each method throws a TypeError for an argument of another type. Entities of the model have a
 * confidence, names from a gazetteer have none.
 */
export interface LoadedTagger<E extends Entity = ScoredEntity, S extends Span = ScoredSpan> {
  /** Entity types of the model, sorted. */
  readonly types: readonly string[];
  /** The entities of a text, in order. */
  tag(text: string): readonly E[];
  /** The entities, sentences and tokens of many texts; faster than one call per text. */
  tagBatch(texts: readonly string[]): TaggedText<E>[];
  /**
   * Tags each line of a stream as it arrives, in order.
   *
   * @throws InputError for a line that is too long or not UTF-8, and for a file that cannot be read
   */
  tagStream(source: TextSource, options?: StreamOptions): AsyncGenerator<TaggedLine<E>, void>;
  /** The entities of sentences that are already split into tokens, as spans of tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): S[][];
}

/**
 * Loads a model made by `tagger train`, by default the shipped model `en`.
 *
 * @param model a path, or the name of a shipped model
 * @throws InputError if the file is not a model, if a list of names cannot be used, or if this
 * version of Node cannot run the model
 * @throws TypeError for an argument of another type, or an unknown option
 */
export function loadTagger(
  model?: string,
  options?: LoadOptions & { readonly gazetteer?: undefined; readonly recognize?: undefined },
): Promise<LoadedTagger>;
export function loadTagger(
  model: string | undefined,
  options: LoadOptions,
): Promise<LoadedTagger<Entity, Span>>;
export async function loadTagger(
  model?: string,
  options: LoadOptions = {},
): Promise<LoadedTagger<Entity, Span>> {
  checkLoadArguments(model, options);
  const { tagger } = await readModel(findModel(model).path, options.arithmetic ?? 'exact');
  const refine = await loadLists(options);
  const recognize = await loadRecognized(options);
  const { minConfidence } = options;
  const tagWithModel = createTextTagger(tagger, undefined, {
    confidences: true,
    minConfidence,
  });
  const tagSentences = scoredTagging(tagger, minConfidence);
  const refineText = inOrder([refine, recognize].filter((step) => step !== undefined));
  const tagTexts = (texts: readonly string[]) => tagWithModel(texts).map(refineText);
  return {
    types: tagger.labels.types,
    tag: (text) => {
      if (typeof text !== 'string') throw wrongType('tag: expected a string', text);
      return tagTexts([text])[0].entities;
    },
    tagBatch: (texts) => {
      checkStrings(texts, 'tagBatch: expected an array of strings');
      return tagTexts(texts);
    },
    tagStream: (source, options = {}) => tagStream(source, options, tagTexts),
    tagSentences: (sentences) => {
      checkSentences(sentences);
      const spans = tagSentences(sentences);
      if (refine === undefined) return spans;
      return spans.map((found, index) => refineSpans(refine, sentences[index], found));
    },
  };
}

const arithmetics: readonly Arithmetic[] = ['exact', 'fast', 'int8'];

const optionChecks: Readonly<Record<keyof LoadOptions, (value: unknown) => void>> = {
  arithmetic: (value) => {
    if (arithmetics.some((known) => known === value)) return;
    throw wrongType('loadTagger: expected arithmetic to be "exact", "fast" or "int8"', value);
  },
  minConfidence: (value) => {
    if (typeof value === 'number' && value >= 0 && value <= 1) return;
    throw wrongType('loadTagger: expected minConfidence to be a number from 0 to 1', value);
  },
  recognize: (value) => {
    if (value === 'all' || (Array.isArray(value) && value.every(isRecognizer))) return;
    const kinds = recognizerNames.join(', ');
    throw wrongType(`loadTagger: expected recognize to be "all" or an array of ${kinds}`, value);
  },
  region: (value) => {
    if (typeof value === 'string' && /^[A-Z]{2}$/.test(value)) return;
    const expected = 'the code of a country in two letters, such as "US"';
    throw wrongType(`loadTagger: expected region to be ${expected}`, value);
  },
  ...listOptions,
};

const isRecognizer = (value: unknown) => recognizerNames.some((name) => name === value);

// Programs in JavaScript may pass anything, whatever the types say.
function checkLoadArguments(model: unknown, options: unknown): void {
  if (model !== undefined && (typeof model !== 'string' || model === '')) {
    throw wrongType('loadTagger: expected a path or the name of a shipped model', model);
  }
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw wrongType('loadTagger: expected an object of options', options);
  }
  const checks = new Map(Object.entries(optionChecks));
  for (const [name, value] of Object.entries(options)) {
    const check = checks.get(name);
    if (check === undefined) {
      const known = [...checks.keys()].join(', ');
      throw new TypeError(`loadTagger: expected no option but ${known}, found ${name}`);
    }
    if (value !== undefined) check(value);
  }
}

/** Adds what the recognizers find to a text; undefined if none is asked for. */
async function loadRecognized({
  recognize = [],
  region,
}: LoadOptions): Promise<Refine | undefined> {
  const kinds = recognize === 'all' ? recognizerNames : recognize;
  if (region !== undefined && !kinds.includes('phone')) {
    throw new TypeError('loadTagger: region requires that recognize includes "phone"');
  }
  if (kinds.length === 0) return undefined;
  return addRecognized(await loadRecognizers(kinds, region).catch(asTypeError));
}

function asTypeError(error: unknown): never {
  if (!(error instanceof RangeError)) throw error;
  throw new TypeError(`loadTagger: region: ${error.message}`);
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
