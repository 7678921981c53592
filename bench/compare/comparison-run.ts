// Trainings of the comparison: plain JSON, so that a run can be sent to a worker and kept in a
// file.
import type { CorpusName } from '../harness/corpora.js';
import type { Training } from '../harness/train-in-process.js';

/** A row of the network table: F1 on the dev split of a corpus. */
export interface NetworkRun {
  readonly study: 'table';
  readonly corpus: CorpusName;
  readonly training: Training;
}

/** The last word of a sequence depends on the word `distance` steps before it. */
export interface MemoryRun {
  readonly study: 'long-memory';
  readonly distance: number;
  readonly training: Training;
}

/** The label of a word depends on the words after it. */
export interface FutureRun {
  readonly study: 'future';
  readonly training: Training;
}

export type ComparisonRun = NetworkRun | MemoryRun | FutureRun;
