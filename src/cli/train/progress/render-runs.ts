// Summary lines of several runs: one for each run, and statistics of all.
import { f1 } from '../../../evaluation/score.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import { f1ByRun, type Run, type Statistics, summarize } from '../../../training/runs.js';
import type { TrainFlags } from '../../commands/commands.js';
import { renderFigure } from '../../terminal/numbers.js';
import { renderSpread } from '../../terminal/render-spread.js';
import { renderDivergence } from './render-divergence.js';

/** How many runs the flags ask for. */
export const runCountOf = ({ ensemble, runs }: Pick<TrainFlags, 'ensemble' | 'runs'>): number =>
  ensemble ?? runs;

export interface RunPlace {
  /** Number of the run, counted from 1. */
  readonly number: number;
  /** Number of all runs. */
  readonly count: number;
  readonly seed: number;
}

/** As in "run 2/5". */
export function renderRunNumber({ number, count }: RunPlace): string {
  return `run ${number}/${count}`;
}

/** As in "run 2/5, seed 7". */
export function renderRunName(place: RunPlace): string {
  return `${renderRunNumber(place)}, seed ${place.seed}`;
}

/** How a run ended, in one line. */
export function renderRun(place: RunPlace, { end, test }: Run, options: TrainingOptions): string {
  const name = renderRunName(place);
  if (end.divergence) {
    const reason = renderDivergence(end.divergence, options);
    return `${name} diverged and is excluded: ${reason}`;
  }
  if (!end.best) return `${name}: interrupted before its first epoch finished`;
  const dev = `dev F1 ${renderFigure(f1(end.best.dev.overall))} (epoch ${end.best.epoch})`;
  const scores = test ? `${dev}, test F1 ${renderFigure(f1(test.overall))}` : dev;
  return end.reason === 'interrupted' ? `${name}: interrupted at ${scores}` : `${name}: ${scores}`;
}

/** Statistics of the complete runs: a line for dev, and one for test. */
export function renderRuns(runs: readonly Run[]): string[] {
  const figures = f1ByRun(runs);
  return (['dev', 'test'] as const).flatMap((split) => {
    const statistics = summarize(figures[split]);
    return statistics ? [renderStatistics(split, statistics, runs.length)] : [];
  });
}

function renderStatistics(split: string, statistics: Statistics, runCount: number): string {
  const { count } = statistics;
  const counted = count === runCount ? `${count} runs` : `${count} of ${runCount} runs`;
  return `${split} F1 of ${counted}: ${renderSpread(statistics)}`;
}
