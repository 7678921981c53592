// The provenance of a new model: options, corpora, vectors, base model and scores.
import { renderScoreJson } from '../../evaluation/report/json.js';
import type { Provenance } from '../../model/file/format.js';
import type { TemperatureFit } from '../../training/fit-temperature.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import { f1ByRun, type Run, type ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { provenanceOfBase } from './base-provenance.js';
import type { Preparation } from './prepare.js';
import { runCountOf } from './progress/render-runs.js';
import type { Quantization } from './quantize.js';
import type { TrainingCorpora } from './training-corpora.js';
import { provenanceOfTexts } from './unlabeled/provenance-of-texts.js';
import type { PseudoLabels } from './unlabeled/pseudo-labels.js';

export interface TrainingResult {
  readonly corpora: TrainingCorpora;
  readonly preparation: Preparation;
  /** Absent without unlabeled text. */
  readonly pseudo?: PseudoLabels;
  readonly options: TrainingOptions;
  readonly runs: readonly Run[];
  /** The chosen run. */
  readonly run: ScoredRun;
  /** The members of an ensemble; absent for a network alone. */
  readonly members?: readonly ScoredRun[];
  readonly quantization?: Quantization;
  /** Number of sentences of train and dev together; absent without a final fit. */
  readonly finalFitCount?: number;
  /** Digest of everything that the model depends on; only of a training that went to its end. */
  readonly digest?: string;
}

/**
 * Records names and SHA-256 of the files that were read, never a path or a date.
 *
 * @param nameOf the name of the file at a path
 */
export function provenanceOf(
  flags: TrainFlags,
  result: TrainingResult,
  nameOf: (path: string) => string,
): Provenance {
  const { preparation, pseudo, runs, run, members, finalFitCount, digest } = result;
  const { tokenizer, vectorsSha256, base } = preparation;
  const file: DescribeFile = (path, sha256) =>
    path === undefined ? undefined : { name: nameOf(path), sha256 };
  return {
    arithmetic: flags.arithmetic,
    training: settingsOf(flags, result),
    tokenizer: { name: tokenizer.tokenizer, agreement: tokenizer.agreement },
    keepVectors: flags.vectors === undefined ? flags.keptBaseVectors : flags.keepVectors,
    corpora: provenanceOfCorpora(flags, result.corpora, file),
    vectors: file(flags.vectors, vectorsSha256),
    unlabeled: pseudo && provenanceOfPseudo(pseudo, nameOf),
    from: base && provenanceOfBase(base),
    scores: provenanceOfScores(run, members),
    // Dev is among these sentences: its scores and the calibration are those of the first fit.
    finalFit: finalFitCount && { sentences: finalFitCount, devScore: 'first fit' },
    learningCurve: members ? undefined : run.learningCurve,
    quantized: result.quantization && {
      words: result.quantization.wordCount,
      unquantizedDevF1: result.quantization.unquantizedDevF1,
    },
    ensemble: members && provenanceOfMembers(members),
    runs: runCountOf(flags) > 1 && !members ? provenanceOfRuns(runs) : undefined,
    calibration: run.end.temperature && provenanceOfTemperature(run.end.temperature),
    identity: digest,
  };
}

type DescribeFile = (path: string | undefined, sha256: string | undefined) => object | undefined;

/** Without the settings that have no effect. */
function settingsOf(
  flags: TrainFlags,
  { options, run, members, preparation }: TrainingResult,
): object {
  const { sharing: mask, ...rates } = options.dropout;
  return {
    ...options,
    dropout: { ...rates, mask },
    seed: members ? flags.seed : run.seed,
    ...(flags.batchTokens && { batchSize: undefined }),
    ...(!preparation.trainable.tagger.content.subwords && { subwordDropout: undefined }),
  };
}

function provenanceOfCorpora(
  flags: TrainFlags,
  { files, sentences, dev }: TrainingCorpora,
  file: DescribeFile,
): object {
  return {
    train: { ...file(flags.corpus, files.train.sha256), sentences: sentences.length },
    dev: { ...file(flags.dev, files.dev?.sha256), sentences: dev.length },
    test: file(flags.test, files.test?.sha256),
  };
}

function provenanceOfScores(
  { best, test }: ScoredRun,
  members: readonly ScoredRun[] | undefined,
): object {
  return {
    ...(!members && { epoch: best.epoch, weights: best.weights }),
    dev: renderScoreJson(best.dev),
    test: test && renderScoreJson(test),
  };
}

function provenanceOfMembers(members: readonly ScoredRun[]): object {
  return {
    ...provenanceOfRuns(members),
    epochs: members.map(({ best }) => best.epoch),
    weights: members.map(({ best }) => best.weights),
  };
}

function provenanceOfPseudo(
  { files, teacher, mixture }: PseudoLabels,
  nameOf: (path: string) => string,
): object {
  const { sentences, repeats, tokensPerEpoch } = mixture;
  return {
    sentences: sentences.count,
    tokens: sentences.tokenCount,
    tokensPerEpoch,
    repeatsOfLabeled: repeats,
    teacher: teacher.origin,
    files: provenanceOfTexts(files, nameOf),
  };
}

/** The expected calibration errors on dev, from 0 to 1. */
function provenanceOfTemperature(fit: TemperatureFit): object {
  const { entityCount, errorBefore, errorAfter } = fit;
  return { entities: entityCount, errorBefore, errorAfter };
}

/** Seeds and F1 by run; null for a run that is excluded. */
function provenanceOfRuns(runs: readonly Run[]): object {
  const { dev, test } = f1ByRun(runs);
  const orNull = (figures: readonly (number | undefined)[]) => figures.map((f1) => f1 ?? null);
  return {
    seeds: runs.map(({ seed }) => seed),
    dev: orNull(dev),
    test: test.length > 0 ? orNull(test) : undefined,
  };
}
