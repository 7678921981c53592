// The library: `import { loadTagger } from 'teddy-tagger'`.
import type { Span } from './corpora/tags.js';
import type { Entity, Refine, ScoredEntity, TaggedText } from './entities/entity.js';
import { wrongType } from './files/wrong-type.js';
import type { Arithmetic } from './kernels/kernels.js';
import type { TextSource } from './library/stream-lines.js';
import { type StreamOptions, tagStream } from './library/tag-stream.js';
import {
  checkMinConfidence,
  checkOptions,
  createMethods,
  type TaggerMethods,
} from './library/tagger-methods.js';
import type { DenyEntry, GazetteerEntry } from './lists/list-entry.js';
import { type ListOptions, listOptions } from './lists/list-options.js';
import { loadLists } from './lists/load-lists.js';
import type { GazetteerWins } from './lists/refine-by-lists.js';
import { readModel } from './model/file/model-file.js';
import { findModel } from './model/shipped-model.js';
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
   * `int8` is faster than `exact`, and rounds hidden states and recurrent weights to integers.
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
export interface LoadedTagger<E extends Entity = ScoredEntity, S extends Span = ScoredSpan>
  extends TaggerMethods<E, S> {
  /**
   * Tags each line of a stream as it arrives, in order.
   *
   * @throws InputError for a line that is too long or not UTF-8, and for a file that cannot be read
   */
  tagStream(source: TextSource, options?: StreamOptions): AsyncGenerator<TaggedLine<E>, void>;
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
  const lists = await loadLists(options);
  const recognize = await loadRecognized(options);
  const methods = createMethods(tagger, { minConfidence: options.minConfidence, lists, recognize });
  return {
    ...methods,
    tagStream: (source, options = {}) => tagStream(source, options, methods.tagBatch),
  };
}

const arithmetics: readonly Arithmetic[] = ['exact', 'fast', 'int8'];

const optionChecks: Readonly<Record<keyof LoadOptions, (value: unknown) => void>> = {
  arithmetic: (value) => {
    if (arithmetics.some((known) => known === value)) return;
    throw wrongType('loadTagger: expected arithmetic to be "exact", "fast" or "int8"', value);
  },
  minConfidence: checkMinConfidence,
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
  checkOptions(options, new Map(Object.entries(optionChecks)));
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
