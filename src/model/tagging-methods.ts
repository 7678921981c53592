// What a tagger does with sentences of tokens.
import type { Span } from '../corpora/tags.js';
import type { ScoredSentence, ScoredSpan } from './tagging/confidences.js';
import type { Lattices } from './tagging/lattices.js';
import type { Alternative } from './tagging/n-best.js';
import type { ReadPlace, ReadSentence } from './tagging/readings.js';
import type { SentenceTokens } from './vocabulary/word-context.js';

export interface TaggingMethods {
  /**
   * The sentences of all documents in their order, each word with what its document says about it if
   * the model reads documents. The other methods take either.
   */
  readDocuments(documents: readonly (readonly (readonly string[])[])[]): SentenceTokens[];
  /** Spans of each sentence of tokens. */
  tagSentences(sentences: readonly SentenceTokens[]): Span[][];
  /** The same spans with their confidences. */
  tagWithConfidences(sentences: readonly SentenceTokens[]): ScoredSpan[][];
  /**
   * The spans of each sentence whose confidence is at least `least`, also those outside the best
   * tagging. They do not overlap.
   */
  findProbable(sentences: readonly SentenceTokens[], least: number): ScoredSpan[][];
  /** The best spans with their confidences, and the probability of each sentence's labels. */
  scoreSentences(sentences: readonly SentenceTokens[]): ScoredSentence[];
  /** The most probable label sequences of each sentence, at most `count`, the best first. */
  findAlternatives(sentences: readonly SentenceTokens[], count: number): Alternative[][];
  /** The probabilities of the tagging and of another reading, at places where they differ. */
  scoreReadings(sentences: readonly ReadSentence[]): (ReadPlace[] | undefined)[];
  /**
   * The probability of each label of the tagger at each token, (tokens, L) by sentence, without the
   * temperature; for an ensemble, the mean of its members, each with its own temperature. If the tagger reads smaller units
   * than tokens, the rows are those of the units.
   */
  marginalsOf(sentences: readonly SentenceTokens[]): Float32Array[];
  /** The same spans, for confidences at several temperatures. */
  latticesOf(sentences: readonly SentenceTokens[]): Lattices;
}
