// What is said of several runs: of each at its end, and of all of them together.
import { f1 } from '../../evaluation/score.js';
import { figuresOf, type Run, type Statistics, summarize } from '../../training/runs.js';
import { renderSpread } from '../terminal/render-spread.js';

/** Which of how many runs, and by which seed. */
export interface RunPlace {
  /** Counted from 1. */
  readonly number: number;
  readonly count: number;
  readonly seed: number;
}

/** As in "run 2/5". */
export function renderNumber({ number, count }: RunPlace): string {
  return `run ${number}/${count}`;
}

/** As in "run 2/5, seed 7". */
export function renderPlace(place: RunPlace): string {
  return `${renderNumber(place)}, seed ${place.seed}`;
}

/** How a run ended, in one line. */
export function renderRun(place: RunPlace, { end, test }: Run): string {
  const name = renderPlace(place);
  if (end.detail) return `tagger: warning: ${name}, diverged and does not count: ${end.detail}`;
  if (!end.best) return `${name}: interrupted before its first epoch came to its end`;
  const dev = `dev F1 ${percent(f1(end.best.dev.overall))} (epoch ${end.best.epoch})`;
  const scores = test ? `${dev}, test F1 ${percent(f1(test.overall))}` : dev;
  return end.reason === 'interrupted' ? `${name}: interrupted at ${scores}` : `${name}: ${scores}`;
}

/** A line for dev and one for test, over the runs that count. */
export function renderRuns(runs: readonly Run[]): string[] {
  const figures = figuresOf(runs);
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

const percent = (value: number) => value.toFixed(2);
