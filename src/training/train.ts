// Learning as a sequence of events: batch after batch, a score on held-out sentences after each epoch, and at the end
// the best weights.
import { f1, type Score } from '../evaluation/score.js';
import { scoreTagger } from '../evaluation/score-tagger.js';
import type { Tagger } from '../model/tagger.js';
import type { Random } from '../tensors/random.js';
import type { LabelledSentence } from '../text/conll.js';
import type { TagScheme } from '../text/tag-scheme.js';
import { createCheckpoint } from './checkpoint.js';
import { createLearner, type EpochSummary, type LearnerEvent } from './learner.js';
import type { TrainingOptions } from './options.js';
import { createEpochRunner, type RollbackEvent } from './rollback.js';

export interface TrainingInput {
  readonly sentences: readonly LabelledSentence[];
  readonly dev: readonly LabelledSentence[];
  /** In which dev is scored. */
  readonly scheme: TagScheme;
  /** Rows of the embedding table that began as vectors from a file. */
  readonly rowsWithVector: ReadonlySet<number>;
  readonly random: Random;
  /** Asked between two batches: training then ends with the best weights so far. */
  isInterrupted(): boolean;
}

export interface EpochEvent extends EpochSummary {
  readonly kind: 'epoch';
  readonly epoch: number;
  readonly learningRate: number;
  readonly dev: Score;
  /** The best so far, this epoch perhaps. */
  readonly best: BestEpoch;
}

export interface BestEpoch {
  readonly epoch: number;
  readonly dev: Score;
}

export interface EndEvent {
  readonly kind: 'end';
  readonly reason: 'epochs' | 'patience' | 'interrupted' | 'diverged';
  /** The epoch whose weights remain, and their score; absent if no epoch came to its end. */
  readonly best?: BestEpoch;
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
  let best: BestEpoch | undefined;
  let reason: EndEvent['reason'] = 'epochs';
  let detail: string | undefined;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const result = yield* runEpoch(epoch, input.isInterrupted);
    if (result.kind !== 'done') {
      reason = result.kind;
      if (result.kind === 'diverged') detail = result.detail;
      break;
    }
    const dev = scoreTagger(tagger, input.dev, input.scheme);
    if (best === undefined || f1(dev.overall) > f1(best.dev.overall)) {
      best = { epoch, dev };
      checkpoint.keep(epoch);
    }
    const { learningRate, summary } = result;
    yield { kind: 'epoch', epoch, learningRate, ...summary, dev, best };
    if (epoch - best.epoch >= options.patience) {
      reason = 'patience';
      break;
    }
  }
  if (best) checkpoint.restore();
  yield { kind: 'end', reason, best, detail };
}
