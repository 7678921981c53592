// Which weights are the best so far: after each epoch those of the last step are scored on dev, then their mean if there
// is one.

import type { LabeledSentence } from '../corpora/conll.js';
import type { TagScheme } from '../corpora/tag-scheme.js';
import { f1, type Score } from '../evaluation/score.js';
import { scoreTagger } from '../evaluation/score-tagger.js';
import type { Tagger } from '../model/tagger.js';
import type { Checkpoint } from './checkpoint.js';
import type { Averaging } from './optimization/averaging.js';

/** Those of the last step, or their mean. */
export type WeightsName = 'raw' | 'averaged';

export interface JudgedWeights {
  readonly epoch: number;
  readonly weights: WeightsName;
  readonly dev: Score;
}

export interface Judgement {
  /** Of this epoch: the mean only if it scores better. */
  readonly taken: JudgedWeights;
  /** Of all epochs; the checkpoint keeps these. */
  readonly best: JudgedWeights;
}

export interface DevSentences {
  readonly dev: readonly LabeledSentence[];
  /** In which dev is scored. */
  readonly scheme: TagScheme;
}

/** Judges epoch after epoch. */
export function createSelection(
  tagger: Tagger,
  { dev, scheme }: DevSentences,
  checkpoint: Checkpoint,
  averaging: Averaging,
): (epoch: number) => Judgement {
  let best: JudgedWeights | undefined;

  return (epoch) => {
    const judge = (weights: WeightsName): JudgedWeights => {
      const judged = { epoch, weights, dev: scoreTagger(tagger, dev, scheme) };
      best = betterOf(best, judged);
      if (best === judged) checkpoint.keep(epoch);
      return judged;
    };
    let taken = judge('raw');
    averaging.withAverage(() => {
      taken = betterOf(taken, judge('averaged'));
    });
    return { taken, best: best ?? taken };
  };
}

/** The first if both are as good. */
function betterOf(first: JudgedWeights | undefined, second: JudgedWeights): JudgedWeights {
  return first && f1(second.dev.overall) <= f1(first.dev.overall) ? first : second;
}
