// tagger train --quantize: the model that is written, and what its rounding costs.
import { f1 } from '../../evaluation/score.js';
import { scoreTagger } from '../../evaluation/score-tagger.js';
import { quantizeWords } from '../../model/quantize-words.js';
import type { Tagger } from '../../model/tagger.js';
import type { ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../flags/commands.js';
import type { TrainingCorpora } from './corpora.js';

export interface Quantization {
  readonly wordCount: number;
  /** F1 on dev before. */
  readonly unroundedF1: number;
}

export interface FinalModel {
  readonly tagger: Tagger;
  /** With the scores of that tagger. */
  readonly run: ScoredRun;
  /** Absent where nothing was rounded. */
  readonly quantization?: Quantization;
}

/** The trained tagger as it will be written, scored again where its words were rounded, by one thread: it is done once. */
export function finishModel(
  trained: Tagger,
  run: ScoredRun,
  { dev, scheme, files: { test } }: TrainingCorpora,
  { quantize, arithmetic }: TrainFlags,
): FinalModel {
  if (!quantize) return { tagger: trained, run };
  const tagger = quantizeWords(trained, arithmetic);
  const best = { ...run.best, dev: scoreTagger(tagger, dev, scheme) };
  const testScore = test && scoreTagger(tagger, test.sentences, test.scheme);
  const wordCount = trained.content.words.length - 1;
  const quantization = { wordCount, unroundedF1: f1(run.best.dev.overall) };
  return { tagger, run: { ...run, best, test: testScore }, quantization };
}

export function renderQuantization(
  { wordCount, unroundedF1 }: Quantization,
  run: ScoredRun,
): string {
  const now = f1(run.best.dev.overall).toFixed(2);
  const words = wordCount.toLocaleString('en');
  return `${words} learned words rounded to bytes: dev F1 ${now}, before ${unroundedF1.toFixed(2)}`;
}
