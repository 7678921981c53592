// A tagger in a browser, from the bytes of a model file.
import type { Span } from '../../corpora/tags.js';
import type { Entity, ScoredEntity } from '../../entities/entity.js';
import { wrongType } from '../../files/wrong-type.js';
import {
  checkMinConfidence,
  checkOptions,
  createMethods,
  createSpanTagger,
  type TaggerMethods,
} from '../../library/tagger-methods.js';
import { type ListOptions, listOptions, openLists } from '../../lists/list-options.js';
import { decodeModel } from '../../model/file/decode-model.js';
import type { Provenance } from '../../model/file/format.js';
import type { NetworkConfig } from '../../model/network/config.js';
import type { ScoredSpan } from '../../model/tagging/confidences.js';
import { placeSafetensors } from '../../safetensors/safetensors.js';
import { createInspection, type Inspection } from './inspection.js';
import { type ModelSource, readSource } from './model-source.js';
import { createScoring, type Scoring } from './score-corpus.js';
import { defaultThreads, webThreads } from './web-threads.js';

export interface LoadOptions extends ListOptions {
  /** As in the library for Node. */
  readonly minConfidence?: number;
  /**
   * The most threads, this one included. Default: 2 on a page with cross-origin isolation, and 1 on
   * others, which cannot have more.
   */
  readonly threads?: number;
  /** Names to find, as entries. */
  readonly gazetteer?: Exclude<ListOptions['gazetteer'], string>;
  /** Texts that are never an entity, as entries. */
  readonly deny?: Exclude<ListOptions['deny'], string>;
}

/** A tagger that computes on the thread that calls it. */
export interface BrowserTagger<E extends Entity = ScoredEntity, S extends Span = ScoredSpan>
  extends TaggerMethods<E, S>,
    Scoring,
    Inspection {
  readonly network: NetworkConfig;
  /** How the model was made, as `tagger inspect --json` prints it. */
  readonly provenance: Provenance;
  /** Ends the other threads. */
  close(): void;
}

/**
 * Loads a model made by `tagger train` or `trainTagger`, plain or gzipped.
 *
 * @throws InputError if the model cannot be fetched or is not valid
 * @throws TypeError for an argument of another type, or an unknown option
 */
export function loadTagger(
  source: ModelSource,
  options?: LoadOptions & { readonly gazetteer?: undefined },
): Promise<BrowserTagger>;
export function loadTagger(
  source: ModelSource,
  options: LoadOptions,
): Promise<BrowserTagger<Entity, Span>>;
export async function loadTagger(
  source: ModelSource,
  options: LoadOptions = {},
): Promise<BrowserTagger<Entity, Span>> {
  checkOptions(options, optionChecks);
  const { minConfidence, threads = defaultThreads() } = options;
  const { name, bytes } = await readSource(source);
  const { tagger, provenance } = await decodeModel(
    name,
    (place) => placeSafetensors(bytes, name, place),
    { arithmetic: 'exact', threads: webThreads(threads) },
  );
  const lists = await openLists(options, fromEntries);
  const methods = createMethods(tagger, { minConfidence, lists });
  return {
    ...methods,
    ...createScoring({
      readDocuments: tagger.readDocuments,
      tagSentences: createSpanTagger(tagger, { minConfidence, lists }),
    }),
    ...createInspection(tagger),
    network: tagger.content.config,
    provenance,
    close: () => tagger.threads.stop(),
  };
}

const rejectPath = (option: string) => (path: string) => {
  throw wrongType(`loadTagger: expected ${option} to be an array of entries`, path);
};

const fromEntries = {
  readGazetteer: rejectPath('gazetteer'),
  readDenyList: rejectPath('deny'),
};

const optionChecks = new Map<string, (value: unknown) => void>([
  ...Object.entries(listOptions),
  ['minConfidence', checkMinConfidence],
  [
    'threads',
    (value) => {
      if (Number.isInteger(value) && Number(value) >= 1) return;
      throw wrongType('loadTagger: expected threads to be a whole number of at least 1', value);
    },
  ],
]);
