// The library: `import { loadTagger } from 'teddy-tagger'`.
import type { Span } from './corpora/tags.js';
import type { Arithmetic } from './kernels/kernels.js';
import { readModel } from './model/file/model-file.js';
import { findModel } from './model/shipped-model.js';
import { createTextTagger, type Entity, type TaggedText } from './model/tag-text.js';

export { InputError } from './errors.js';
export type { Arithmetic, Entity, Span, TaggedText };

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
 * With `fast` arithmetic, the last bits of the results may differ between machines.
 *
 * @param model a path, or the name of a shipped model
 * @throws InputError if the file is not a model, or if this version of Node cannot run it
 */
export async function loadTagger(
  model?: string,
  options: { readonly arithmetic?: Arithmetic } = {},
): Promise<LoadedTagger> {
  const { tagger } = await readModel(findModel(model).path, options.arithmetic ?? 'exact');
  const tagTexts = createTextTagger(tagger);
  return {
    types: tagger.labels.types,
    tag: (text) => tagTexts([text])[0].entities,
    tagTexts,
    tagSentences: tagger.tagSentences,
  };
}
