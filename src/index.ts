// The library: `import { loadTagger } from 'teddy-tagger'`.
import type { Span } from './corpora/tags.js';
import type { Entity, TaggedText } from './entities/entity.js';
import { excerpt } from './files/excerpt.js';
import type { Arithmetic } from './kernels/kernels.js';
import { readModel } from './model/file/model-file.js';
import { findModel } from './model/shipped-model.js';
import { createTextTagger } from './model/tag-text.js';
import { addRecognized, loadRecognizers } from './recognizers/add-recognized.js';
import { type RecognizerName, recognizerNames } from './recognizers/recognizers.js';

export { InputError } from './errors.js';
export type { Arithmetic, Entity, RecognizerName, Span, TaggedText };

export interface LoadOptions {
  /** `exact` by default; with `fast`, the last bits of the results may differ between machines. */
  readonly arithmetic?: Arithmetic;
  /** Also find e-mail addresses and the like in texts: the kinds of --recognize, or `all`. */
  readonly recognize?: readonly RecognizerName[] | 'all';
  /** The country of phone numbers without a country code, as two letters. */
  readonly region?: string;
}

/** Each method throws a TypeError for an argument of another type. */
export interface LoadedTagger {
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** The entities of a text, in order. */
  tag(text: string): readonly Entity[];
  /** The entities, sentences and tokens of many texts; faster than one call per text. */
  tagTexts(texts: readonly string[]): TaggedText[];
  /** The entities of sentences that are already split into tokens, as spans of tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): Span[][];
}

/**
 * Loads a model made by `tagger train`, by default the shipped model `en`.
 *
 * @param model a path, or the name of a shipped model
 * @throws InputError if the file is not a model, or if this version of Node cannot run it
 * @throws TypeError for an argument of another type, or an unknown option
 */
export async function loadTagger(model?: string, options: LoadOptions = {}): Promise<LoadedTagger> {
  checkLoadArguments(model, options);
  const { tagger } = await readModel(findModel(model).path, options.arithmetic ?? 'exact');
  const { recognize = [], region } = options;
  const kinds = recognize === 'all' ? recognizerNames : recognize;
  const recognizers = await loadRecognizers(kinds, region).catch(asTypeError);
  const tagNames = createTextTagger(tagger);
  const refine = addRecognized(recognizers);
  const tagTexts = (texts: readonly string[]) => tagNames(texts).map(refine);
  const types = [...tagger.labels.types, ...recognizers.map(({ label }) => label)];
  return {
    types: [...new Set(types)].sort(),
    tag: (text) => {
      if (typeof text !== 'string') throw wrongType('tag: expected a string', text);
      return tagTexts([text])[0].entities;
    },
    tagTexts: (texts) => {
      checkStrings(texts, 'tagTexts: expected an array of strings');
      return tagTexts(texts);
    },
    tagSentences: (sentences) => {
      checkSentences(sentences);
      return tagger.tagSentences(sentences);
    },
  };
}

const arithmetics: readonly Arithmetic[] = ['exact', 'fast'];

// Programs in JavaScript may pass anything, whatever the types say.
function checkLoadArguments(model: unknown, options: unknown): void {
  if (model !== undefined && (typeof model !== 'string' || model === '')) {
    throw wrongType('loadTagger: expected a path or the name of a shipped model', model);
  }
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw wrongType('loadTagger: expected an object of options', options);
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(optionChecks, name)) {
      const names = Object.keys(optionChecks).join(', ');
      throw new TypeError(`loadTagger: expected no options but ${names}, found ${name}`);
    }
    const { expected, accepts } = optionChecks[name];
    if (value !== undefined && !accepts(value)) {
      throw wrongType(`loadTagger: expected ${name} to be ${expected}`, value);
    }
  }
}

interface OptionCheck {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

const optionChecks: Readonly<Record<string, OptionCheck>> = {
  arithmetic: {
    expected: '"exact" or "fast"',
    accepts: (value) => arithmetics.some((known) => known === value),
  },
  recognize: {
    expected: `"all" or an array of ${recognizerNames.join(', ')}`,
    accepts: (value) => value === 'all' || (Array.isArray(value) && value.every(isRecognizer)),
  },
  region: {
    expected: 'the code of a country in two letters, such as "US"',
    accepts: (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
  },
};

const isRecognizer = (value: unknown) => recognizerNames.some((name) => name === value);

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

function wrongType(expected: string, found: unknown, place = ''): TypeError {
  return new TypeError(`${expected}, found ${describe(found)}${place && ` at ${place}`}`);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return excerpt(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
