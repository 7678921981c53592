// The choice of the best weights: after each epoch the weights of the last step are scored on dev,
// then the averaged weights if there are any.
import type { LabeledSentence } from '../corpora/conll.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import { f1, type Score } from '../evaluation/score.js';
import { scoreTagger } from '../evaluation/score-tagger.js';
import type { Tagger } from '../model/tagger.js';
import type { KeptWeights } from './kept-weights.js';
import type { Averaging } from './optimization/averaging.js';

/** Weights of the last step, or averaged weights. */
export type WeightsName = 'raw' | 'averaged';

export interface ScoredWeights {
  readonly epoch: number;
  readonly weights: WeightsName;
  readonly dev: Score;
}

export interface Selection {
  /** Weights of this epoch: the averaged ones only if they score better. */
  readonly current: ScoredWeights;
  /** Best weights of all epochs so far, which are kept. */
  readonly best: ScoredWeights;
}

export interface DevSentences {
  readonly dev: readonly LabeledSentence[];
  /** Tag scheme in which dev is scored. */
  readonly scheme: TagScheme;
}

export interface ModelSelector {
  /** Scores the weights after an epoch, and keeps them if they are the best. */
  select(epoch: number): Selection;
  /** Undefined until an epoch has been scored. */
  best(): ScoredWeights | undefined;
  /** Takes over what an earlier process has selected. */
  setBest(best: ScoredWeights | undefined): void;
}

export function createModelSelector(
  tagger: Tagger,
  { dev, scheme }: DevSentences,
  kept: KeptWeights,
  averaging: Averaging,
): ModelSelector {
  let best: ScoredWeights | undefined;

  function select(epoch: number): Selection {
    const score = (weights: WeightsName): ScoredWeights => {
      const scored = { epoch, weights, dev: scoreTagger(tagger, dev, scheme) };
      best = betterOf(best, scored);
      if (best === scored) kept.keep(epoch);
      return scored;
    };
    let current = score('raw');
    averaging.withAverage(() => {
      current = betterOf(current, score('averaged'));
    });
    return { current, best: best ?? current };
  }

  return {
    select,
    best: () => best,
    setBest: (earlier) => {
      best = earlier;
    },
  };
}

/** The one with the higher F1; the first if both are equal. */
function betterOf(first: ScoredWeights | undefined, second: ScoredWeights): ScoredWeights {
  return first && f1(second.dev.overall) <= f1(first.dev.overall) ? first : second;
}
