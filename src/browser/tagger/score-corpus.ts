// Scores of a tagger on a corpus, with what it found in each sentence.
import { parseConll } from '../../corpora/conll.js';
import type { Span } from '../../corpora/tags.js';
import { renderScoreJson, type ScoreJson } from '../../evaluation/report/json.js';
import { scoreCorpus } from '../../evaluation/score.js';
import { pairSpans, type SentenceTagger } from '../../evaluation/score-tagger.js';
import { type CorpusText, corpusBytes } from './corpus-text.js';

export interface ScoreOptions {
  /** Name of the corpus in errors; by default `corpus.conll`. */
  readonly name?: string;
}

export interface ScoredSentence {
  readonly tokens: readonly string[];
  readonly gold: readonly Span[];
  readonly predicted: readonly Span[];
}

export interface ScoredCorpus {
  readonly score: ScoreJson;
  readonly sentences: readonly ScoredSentence[];
  /** Sentences for the user about how the corpus was read. */
  readonly readings: readonly string[];
  readonly warnings: readonly string[];
}

export interface Scoring {
  /**
   * The scores on a corpus in columns, as `tagger eval` counts them.
   *
   * @throws InputError if a line of it is malformed
   */
  score(corpus: CorpusText, options?: ScoreOptions): ScoredCorpus;
}

export const createScoring = <Sentence>(tagger: SentenceTagger<Sentence>): Scoring => ({
  score: (corpus, { name = 'corpus.conll' } = {}) => {
    const bytes = corpusBytes(corpus, 'score');
    const { sentences, scheme, readings, warnings } = parseConll(bytes, name);
    const pairs = pairSpans(tagger, sentences);
    return {
      score: renderScoreJson(scoreCorpus(pairs, scheme)),
      sentences: pairs.map(({ gold, predicted }, index) => ({
        tokens: sentences[index].tokens,
        gold,
        predicted,
      })),
      readings,
      warnings,
    };
  },
});
