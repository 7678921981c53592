// The checkpoint: everything that an interrupted training needs to go on.
import type { KeptState } from '../kept-weights.js';
import type { EpochRecord, Run } from '../runs.js';
import type { TrainingState } from '../train.js';

export interface Checkpoint {
  /** What must be the same for the training to go on, as text by name. */
  readonly identity: Identity;
  readonly finishedRuns: readonly Run[];
  /** Weights of the best of several runs; absent until one has any. */
  readonly chosen?: KeptState;
  /** For an ensemble, the weights of each finished run that has any; then there is no best run. */
  readonly members?: readonly KeptState[];
  /** The run that is not finished; absent between two runs. */
  readonly current?: CurrentRun;
  /** The lines of the log so far. */
  readonly log: readonly string[];
}

export type Identity = Readonly<Record<string, string>>;

export interface CurrentRun {
  readonly state: TrainingState;
  readonly learningCurve: readonly EpochRecord[];
}
