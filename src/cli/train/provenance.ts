// What a model file says of its origin.
import { basename } from 'node:path';
import { renderScoreJson } from '../../evaluation/report/json.js';
import type { Provenance } from '../../model/file/model-file.js';
import { figuresOf, type Run, type ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../flags/commands.js';
import { ancestorOf } from './base-provenance.js';
import type { TrainingCorpora } from './corpora.js';
import type { Preparation } from './prepare.js';
import type { Quantization } from './quantize.js';
import { trainingOptions } from './training-options.js';

export interface Origin {
  readonly corpora: TrainingCorpora;
  readonly preparation: Preparation;
  /** The one that is kept. */
  readonly run: ScoredRun;
  readonly runs: readonly Run[];
  readonly quantization?: Quantization;
}

/** Names and fingerprints of what was read, never a path or a date. */
export function provenanceOf(
  flags: TrainFlags,
  { corpora, preparation, run, runs, quantization }: Origin,
): Provenance {
  const { files, sentences, dev } = corpora;
  const { seed, best, test } = run;
  const file = (path: string | undefined, sha256: string | undefined) =>
    path === undefined ? undefined : { name: basename(path), sha256 };
  return {
    arithmetic: flags.arithmetic,
    training: {
      ...trainingOptions({ ...flags, seed }, sentences.length),
      ...(flags.batchTokens && { batchSize: undefined }),
    },
    keep_vectors: flags.vectors === undefined ? undefined : flags.keepVectors,
    corpora: {
      train: { ...file(flags.corpus, files.train.sha256), sentences: sentences.length },
      dev: { ...file(flags.dev, files.dev?.sha256), sentences: dev.length },
      test: file(flags.test, files.test?.sha256),
    },
    vectors: file(flags.vectors, preparation.vectorsSha256),
    from: preparation.from && ancestorOf(preparation.from),
    scores: {
      epoch: best.epoch,
      weights: best.weights,
      dev: renderScoreJson(best.dev),
      test: test && renderScoreJson(test),
    },
    quantized: quantization && {
      words: quantization.wordCount,
      unrounded_dev_f1: quantization.unroundedF1,
    },
    runs: flags.runs > 1 ? runsOf(runs) : undefined,
  };
}

/** F1 by run, null where it does not count. */
function runsOf(runs: readonly Run[]): object {
  const { dev, test } = figuresOf(runs);
  const listed = (figures: readonly (number | undefined)[]) => figures.map((f1) => f1 ?? null);
  return {
    seeds: runs.map(({ seed }) => seed),
    dev: listed(dev),
    test: test.length > 0 ? listed(test) : undefined,
  };
}
