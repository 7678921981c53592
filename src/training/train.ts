// Learning as a sequence of events: batch after batch, a score on held-out sentences after each epoch, and at the end
// the best weights.

import type { LabeledSentence } from '../corpora/conll.js';
import { f1 } from '../evaluation/score.js';
import type { Tagger } from '../model/tagger.js';
import type { Random } from '../tensors/random.js';
import { createCheckpoint } from './checkpoint.js';
import { createLearner, type EpochSummary, type LearnerEvent } from './epoch.js';
import { createSelection, type DevSentences, type JudgedWeights } from './model-selection.js';
import type { TrainingOptions } from './optimization/options.js';
import { createEpochRunner, type RollbackEvent } from './rollback.js';

export interface TrainingInput extends DevSentences {
  readonly sentences: readonly LabeledSentence[];
  /** Rows of the embedding table that began as vectors from a file. */
  readonly rowsWithVector: ReadonlySet<number>;
  readonly random: Random;
  /** Asked between two batches: training then ends with the best weights so far. */
  isInterrupted(): boolean;
}

export interface EpochEvent extends EpochSummary, JudgedWeights {
  readonly kind: 'epoch';
  /** At its last step. */
  readonly learningRate: number;
  /** The best so far, this epoch's perhaps. */
  readonly best: JudgedWeights;
}

export interface EndEvent {
  readonly kind: 'end';
  readonly reason: 'epochs' | 'patience' | 'interrupted' | 'diverged';
  /** The epoch whose weights remain, and their score; absent if no epoch came to its end. */
  readonly best?: JudgedWeights;
  /** What diverged, and what to lower. */
  readonly detail?: string;
}

export type TrainingEvent = LearnerEvent | RollbackEvent | EpochEvent | EndEvent;

/** Trains until the epochs or the patience are used up; the tagger is left with its best weights. */
export function* train(
  tagger: Tagger,
  input: TrainingInput,
  options: TrainingOptions,
): Generator<TrainingEvent, void> {
  const checkpoint = createCheckpoint(tagger);
  // Until an epoch has been scored, the first weights are the last good ones.
  checkpoint.keep(0);
  const learner = createLearner(
    tagger,
    input.sentences,
    input.rowsWithVector,
    options,
    input.random,
  );
  const runEpoch = createEpochRunner(learner, checkpoint, options);
  const judge = createSelection(tagger, input, checkpoint, learner.averaging);
  const { isInterrupted } = input;
  const history: number[] = [];
  let best: JudgedWeights | undefined;
  let reason: EndEvent['reason'] = 'epochs';
  let detail: string | undefined;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const result = yield* runEpoch({ epoch, history, isInterrupted });
    if (result.kind !== 'done') {
      reason = result.kind;
      if (result.kind === 'diverged') detail = result.detail;
      break;
    }
    const { taken, best: bestNow } = judge(epoch);
    best = bestNow;
    history.push(f1(taken.dev.overall));
    const { learningRate, summary } = result;
    yield { kind: 'epoch', ...taken, learningRate, ...summary, best };
    if (epoch - best.epoch >= options.patience) {
      reason = 'patience';
      break;
    }
  }
  if (best) checkpoint.restore();
  yield { kind: 'end', reason, best, detail };
}
