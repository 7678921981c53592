// Quantization by `tagger train --quantize`: learned words are stored in one byte a number.
import { f1, type Score } from '../../evaluation/score.js';
import { scoreTagger } from '../../evaluation/score-tagger.js';
import { quantizeWords } from '../../model/quantize-words.js';
import type { Tagger } from '../../model/tagger.js';
import { fitTemperature } from '../../training/fit-temperature.js';
import type { ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { renderCount, renderFigure } from '../terminal/numbers.js';
import type { TrainingCorpora } from './training-corpora.js';

export interface Quantization {
  readonly wordCount: number;
  /** F1 on dev before quantization. */
  readonly unquantizedDevF1: number;
}

export interface ScoredCorpora extends Pick<TrainingCorpora, 'dev' | 'scheme'> {
  /** The score on the test corpus, if there is one. */
  score(tagger: Tagger): Score | undefined;
}

export interface FinalModel {
  readonly tagger: Tagger;
  /** The chosen run, with the scores of this tagger. */
  readonly run: ScoredRun;
  /** The members of an ensemble; absent for a network alone. */
  readonly members?: readonly ScoredRun[];
  /** Present if the model is quantized. */
  readonly quantization?: Quantization;
}

/** Quantizes the trained tagger, scores it again and fits its temperature; one thread is enough for scoring it once. */
export function quantizeModel(
  { tagger: trained, run, members }: FinalModel,
  { dev, scheme, score }: ScoredCorpora,
  { arithmetic }: TrainFlags,
): FinalModel {
  const tagger = quantizeWords(trained, arithmetic);
  const best = { ...run.best, dev: scoreTagger(tagger, dev, scheme) };
  const wordCount = trained.content.words.length - 1;
  const quantization = { wordCount, unquantizedDevF1: f1(run.best.dev.overall) };
  const temperature = fitTemperature(tagger, dev);
  tagger.temperature = temperature.temperature;
  const end = { ...run.end, best, temperature };
  const test = score(tagger);
  return { tagger, run: { ...run, end, best, test }, members, quantization };
}

export function renderQuantization(
  { wordCount, unquantizedDevF1 }: Quantization,
  run: ScoredRun,
): string {
  const quantizedF1 = renderFigure(f1(run.best.dev.overall));
  const words = renderCount(wordCount, 'learned word');
  return `quantized ${words}: dev F1 ${quantizedF1}, ${renderFigure(unquantizedDevF1)} before`;
}
