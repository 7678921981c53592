// The library: `import { loadTagger } from 'teddy-tagger'`.

import type { Span } from './corpora/tags.js';
import type { Arithmetic } from './kernels/kernels.js';
import { readModel } from './model/file/model-file.js';
import { findModel } from './model/shipped-model.js';
import { createTextTagger, type Entity, type TaggedText } from './model/tag-text.js';

export { InputError } from './errors.js';
export type { Entity, Span, TaggedText };

export interface LoadedTagger {
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** The entities of a text, in order. */
  tag(text: string): readonly Entity[];
  /** The same for many texts, faster than one by one, with sentences and tokens. */
  tagTexts(texts: readonly string[]): TaggedText[];
  /** Spans of tokens for text already cut into sentences and tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): Span[][];
}

/**
 * Reads a model made by `tagger train`. With `fast` arithmetic the last bits may differ between machines.
 *
 * @param model a path, or the name of a model that comes with the package: `en`, which is also read if absent
 * @throws InputError if the file is no such model or the engine cannot run it
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
