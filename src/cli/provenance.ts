// What a model file says of its origin.
import { basename } from 'node:path';
import { renderScoreJson } from '../evaluation/report/json.js';
import type { Score } from '../evaluation/score.js';
import type { Provenance } from '../model/model-file.js';
import type { BestEpoch } from '../training/train.js';
import type { TrainFlags } from './options.js';
import type { TrainingCorpora } from './training-input.js';
import { trainingOptions } from './training-options.js';

/** Names and fingerprints of what was read, never a path or a date. */
export function provenanceOf(
  flags: TrainFlags,
  { files, sentences, dev }: TrainingCorpora,
  vectorsSha256: string | undefined,
  best: BestEpoch,
  test: Score | undefined,
): Provenance {
  const file = (path: string | undefined, sha256: string | undefined) =>
    path === undefined ? undefined : { name: basename(path), sha256 };
  return {
    arithmetic: flags.arithmetic,
    training: trainingOptions(flags),
    keep_vectors: flags.vectors === undefined ? undefined : flags.keepVectors,
    corpora: {
      train: { ...file(flags.corpus, files.train.sha256), sentences: sentences.length },
      dev: { ...file(flags.dev, files.dev?.sha256), sentences: dev.length },
      test: file(flags.test, files.test?.sha256),
    },
    vectors: file(flags.vectors, vectorsSha256),
    scores: {
      epoch: best.epoch,
      dev: renderScoreJson(best.dev),
      test: test && renderScoreJson(test),
    },
  };
}
