// A tagger's score on sentences whose spans are known.
import type { LabelledSentence } from '../corpora/conll.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import type { Span } from '../corpora/tags.js';
import { type Score, type SpanPair, scoreCorpus } from './score.js';

export interface SentenceTagger {
  /** Spans of each sentence of tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): readonly (readonly Span[])[];
}

/** What the tagger makes of these sentences, held against what stands there. */
export function scoreTagger(
  tagger: SentenceTagger,
  sentences: readonly LabelledSentence[],
  scheme: TagScheme,
): Score {
  return scoreCorpus(pairSpans(tagger, sentences), scheme);
}

/** The spans of each sentence beside those that the tagger finds in it. */
export function pairSpans(
  tagger: SentenceTagger,
  sentences: readonly LabelledSentence[],
): SpanPair[] {
  const found = tagger.tagSentences(sentences.map(({ tokens }) => tokens));
  return sentences.map(({ tokens, spans }, index) => ({
    length: tokens.length,
    gold: spans,
    found: found[index],
  }));
}
