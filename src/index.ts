// The library: `import { loadTagger } from 'teddy-tagger'`.
import type { Span } from './corpora/tags.js';
import type { Entity, TaggedText } from './entities/entity.js';
import { wrongType } from './files/wrong-type.js';
import type { Arithmetic } from './kernels/kernels.js';
import type { TextSource } from './library/stream-lines.js';
import { type StreamOptions, tagStream } from './library/tag-stream.js';
import { readModel } from './model/file/model-file.js';
import { findModel } from './model/shipped-model.js';
import { createTextTagger } from './model/tag-text.js';

export { InputError } from './errors.js';
export type { Arithmetic, Entity, Span, StreamOptions, TaggedText, TextSource };

/** A line of a stream, without its end. */
export interface TaggedLine extends TaggedText {
  /** Counted from 1. */
  readonly lineNumber: number;
}

export interface LoadOptions {
  /** `exact` by default; with `fast`, the last bits of the results may differ between machines. */
  readonly arithmetic?: Arithmetic;
}

/** Each method throws a TypeError for an argument of another type. */
export interface LoadedTagger {
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** The entities of a text, in order. */
  tag(text: string): readonly Entity[];
  /** The entities, sentences and tokens of many texts; faster than one call per text. */
  tagBatch(texts: readonly string[]): TaggedText[];
  /**
   * Tags each line of a stream as it arrives, in order.
   *
   * @throws InputError for a line that is too long or not UTF-8, and for a file that cannot be read
   */
  tagStream(source: TextSource, options?: StreamOptions): AsyncGenerator<TaggedLine, void>;
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
  const tagTexts = createTextTagger(tagger);
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
    if (name !== 'arithmetic') {
      throw new TypeError(`loadTagger: expected no option but arithmetic, found ${name}`);
    }
    if (value !== undefined && !arithmetics.some((known) => known === value)) {
      throw wrongType('loadTagger: expected arithmetic to be "exact" or "fast"', value);
    }
  }
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
