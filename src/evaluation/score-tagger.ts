// Scores of a tagger on sentences whose spans are known.
import type { LabeledSentence } from '../corpora/conll.js';
import { documentTokens } from '../corpora/documents.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import type { Span } from '../corpora/tags.js';
import { type Score, type SpanPair, scoreCorpus } from './score.js';

/** Tags sentences that it has read by document. */
export interface SentenceTagger<Sentence> {
  readDocuments(documents: readonly (readonly (readonly string[])[])[]): readonly Sentence[];
  /** The predicted spans of each sentence. */
  tagSentences(sentences: readonly Sentence[]): readonly (readonly Span[])[];
}

export function scoreTagger<Sentence>(
  tagger: SentenceTagger<Sentence>,
  sentences: readonly LabeledSentence[],
  scheme: TagScheme,
): Score {
  return scoreCorpus(pairSpans(tagger, sentences), scheme);
}

/** The gold spans of each sentence with those that the tagger predicts. */
export function pairSpans<Sentence>(
  tagger: SentenceTagger<Sentence>,
  sentences: readonly LabeledSentence[],
): SpanPair[] {
  const predicted = tagger.tagSentences(tagger.readDocuments(documentTokens(sentences)));
  return sentences.map(({ tokens, spans }, index) => ({
    length: tokens.length,
    gold: spans,
    predicted: predicted[index],
  }));
}
