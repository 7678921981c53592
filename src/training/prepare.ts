// From corpora and vectors to a tagger that is ready to learn.
import type { NetworkConfig } from '../model/config.js';
import type { NetworkStart } from '../model/initialize-network.js';
import { quantizeVectors } from '../model/stored-vectors.js';
import { createTagger, type Tagger, type TaggerOptions } from '../model/tagger.js';
import type { WordVectors } from '../text/word-vectors.js';
import { initializeEmbedding, type VectorCoverage, type Vocabulary } from './vocabulary.js';

export interface PreparedTagger {
  readonly tagger: Tagger;
  readonly coverage: VectorCoverage;
}

/** Random weights, and for words the vectors of the file, rounded as they will be stored. */
export function prepareTagger(
  config: NetworkConfig,
  { types, words, letters }: Vocabulary,
  vectors: WordVectors | undefined,
  { arithmetic, threads, ...start }: NetworkStart & Omit<TaggerOptions, 'isTraining'>,
): PreparedTagger {
  const stored = vectors && quantizeVectors(vectors);
  const known = config.characters ? letters : [];
  const content = { config, types, words, letters: known, vectors: stored };
  const tagger = createTagger(content, { arithmetic, threads, isTraining: true });
  tagger.network.initialize(start);
  return { tagger, coverage: initializeEmbedding(tagger, start.random) };
}
