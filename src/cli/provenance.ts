// What a model file says of its origin.
import { basename } from 'node:path';
import { renderScoreJson } from '../evaluation/report/json.js';
import type { Provenance } from '../model/model-file.js';
import { figuresOf, type Run, type ScoredRun } from '../training/runs.js';
import type { TrainFlags } from './options.js';
import type { Preparation } from './prepare-training.js';
import type { StartingModel } from './starting-model.js';
import type { TrainingCorpora } from './training-input.js';
import { trainingOptions } from './training-options.js';

interface Origin {
  readonly corpora: TrainingCorpora;
  readonly preparation: Preparation;
  /** The one that is kept. */
  readonly run: ScoredRun;
  readonly runs: readonly Run[];
}

/** Names and fingerprints of what was read, never a path or a date. */
export function provenanceOf(
  flags: TrainFlags,
  { corpora, preparation, run, runs }: Origin,
): Provenance {
  const { files, sentences, dev } = corpora;
  const { seed, best, test } = run;
  const file = (path: string | undefined, sha256: string | undefined) =>
    path === undefined ? undefined : { name: basename(path), sha256 };
  return {
    arithmetic: flags.arithmetic,
    training: trainingOptions({ ...flags, seed }),
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
      dev: renderScoreJson(best.dev),
      test: test && renderScoreJson(test),
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

/** The model begun with and its own origin; of the models before that, the names and fingerprints alone. */
function ancestorOf({ name, sha256, provenance }: StartingModel): object {
  const { from, ...rest } = provenance;
  const earlier = isRecord(from) ? { from: { name: from.name, sha256: from.sha256 } } : {};
  return { name, sha256, provenance: pruned({ ...rest, ...earlier }, MOST_LEVELS) };
}

// A model file may be nested a hundred deep and no deeper, however often it is trained on.
const MOST_LEVELS = 10;

function pruned(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return undefined;
  if (Array.isArray(value)) return value.map((item) => pruned(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, pruned(item, levels - 1)]),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
