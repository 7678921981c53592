// What a tagger does with sentences of tokens.
import type { Span } from '../corpora/tags.js';
import type { ScoredSentence, ScoredSpan } from './tagging/confidences.js';
import type { Lattices } from './tagging/lattices.js';
import type { Alternative } from './tagging/n-best.js';
import type { ReadPlace, ReadSentence } from './tagging/readings.js';

export interface TaggingMethods {
  /** Spans of each sentence of tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): Span[][];
  /** The same spans with their confidences. */
  tagWithConfidences(sentences: readonly (readonly string[])[]): ScoredSpan[][];
  /**
   * The spans of each sentence whose confidence is at least `least`, also those outside the best
   * tagging. They do not overlap.
   */
  findProbable(sentences: readonly (readonly string[])[], least: number): ScoredSpan[][];
  /** The best spans with their confidences, and the probability of each sentence's labels. */
  scoreSentences(sentences: readonly (readonly string[])[]): ScoredSentence[];
  /** The most probable label sequences of each sentence, at most `count`, the best first. */
  findAlternatives(sentences: readonly (readonly string[])[], count: number): Alternative[][];
  /** The probabilities of the tagging and of another reading, at places where they differ. */
  scoreReadings(sentences: readonly ReadSentence[]): (ReadPlace[] | undefined)[];
  /**
   * The probability of each label of the tagger at each token, (tokens, L) by sentence, without the
   * temperature; for an ensemble, the mean of its members, each with its own temperature. If the tagger reads smaller units
   * than tokens, the rows are those of the units.
   */
  marginalsOf(sentences: readonly (readonly string[])[]): Float32Array[];
  /** The same spans, for confidences at several temperatures. */
  latticesOf(sentences: readonly (readonly string[])[]): Lattices;
}
