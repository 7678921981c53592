// Scores of a tagger on sentences whose spans are known.
import type { LabeledSentence } from '../corpora/conll.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import type { Span } from '../corpora/tags.js';
import { type Score, type SpanPair, scoreCorpus } from './score.js';

export interface SentenceTagger {
  /** The predicted spans of each sentence. */
  tagSentences(sentences: readonly (readonly string[])[]): readonly (readonly Span[])[];
}

export function scoreTagger(
  tagger: SentenceTagger,
  sentences: readonly LabeledSentence[],
  scheme: TagScheme,
): Score {
  return scoreCorpus(pairSpans(tagger, sentences), scheme);
}

/** The gold spans of each sentence with those that the tagger predicts. */
export function pairSpans(
  tagger: SentenceTagger,
  sentences: readonly LabeledSentence[],
): SpanPair[] {
  const predicted = tagger.tagSentences(sentences.map(({ tokens }) => tokens));
  return sentences.map(({ tokens, spans }, index) => ({
    length: tokens.length,
    gold: spans,
    predicted: predicted[index],
  }));
}
