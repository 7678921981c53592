// From corpora and vectors to a tagger that is ready to learn.
import type { Arithmetic } from '../kernels/kernels.js';
import type { NetworkConfig } from '../model/config.js';
import type { NetworkStart } from '../model/initialize-network.js';
import { quantizeVectors } from '../model/stored-vectors.js';
import { createTagger, type Tagger } from '../model/tagger.js';
import type { WordVectors } from '../text/word-vectors.js';
import { initializeEmbedding, type VectorCoverage, type Vocabulary } from './vocabulary.js';

export interface PreparedTagger {
  readonly tagger: Tagger;
  readonly coverage: VectorCoverage;
}

/** Random weights, and for words the vectors of the file, rounded as they will be stored. */
export function prepareTagger(
  config: NetworkConfig,
  { types, words }: Vocabulary,
  vectors: WordVectors | undefined,
  { arithmetic, ...start }: NetworkStart & { readonly arithmetic: Arithmetic },
): PreparedTagger {
  const stored = vectors && quantizeVectors(vectors);
  const content = { config, types, words, vectors: stored };
  const tagger = createTagger(content, { arithmetic, isTraining: true });
  tagger.network.initialize(start);
  return { tagger, coverage: initializeEmbedding(tagger, start.random) };
}
