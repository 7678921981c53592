// Several trainings that differ in their seed alone: which one is kept, and what all of them say together. One seed is an
// anecdote: the score of a network differs from seed to seed by as much as many a change to it (Reimers & Gurevych 2017).
import { f1, type Score } from '../evaluation/score.js';
import type { JudgedWeights } from './model-selection.js';
import type { EndEvent } from './train.js';

/** A training with one seed, to its end. */
export interface Run {
  readonly seed: number;
  readonly end: EndEvent;
  /** Of the run's best weights, where there are test sentences. */
  readonly test?: Score;
}

/** A run that has a model to show. */
export interface ScoredRun extends Run {
  readonly best: JudgedWeights;
}

export interface Statistics {
  readonly count: number;
  readonly mean: number;
  /** Of the sample; absent where there is one figure only. */
  readonly standardDeviation?: number;
  readonly min: number;
  readonly max: number;
}

/** F1 of the runs in their order, undefined where a run does not count. */
export interface RunFigures {
  readonly dev: readonly (number | undefined)[];
  /** None where there are no test sentences. */
  readonly test: readonly (number | undefined)[];
}

/** The best on dev, of equals the first. One that diverged is chosen only where no other has come to a score. */
export function chooseRun(runs: readonly Run[]): ScoredRun | undefined {
  const scored = runs.flatMap((run) => (run.end.best ? [{ ...run, best: run.end.best }] : []));
  const sound = scored.filter(({ end }) => end.reason !== 'diverged');
  return (sound.length > 0 ? sound : scored).reduce<ScoredRun | undefined>(
    (chosen, run) => (chosen === undefined || devF1(run) > devF1(chosen) ? run : chosen),
    undefined,
  );
}

const devF1 = ({ best }: ScoredRun) => f1(best.dev.overall);

/** A run that diverged or was interrupted does not count: its score is not that of a whole training. */
export function figuresOf(runs: readonly Run[]): RunFigures {
  const ifWhole = (run: Run, score: Score | undefined) =>
    score && ['epochs', 'patience'].includes(run.end.reason) ? f1(score.overall) : undefined;
  const hasTest = runs.some(({ test }) => test);
  return {
    dev: runs.map((run) => ifWhole(run, run.end.best?.dev)),
    test: hasTest ? runs.map((run) => ifWhole(run, run.test)) : [],
  };
}

/** Of the figures that are there; undefined where none is. */
export function summarize(figures: readonly (number | undefined)[]): Statistics | undefined {
  const known = figures.filter((figure) => figure !== undefined);
  const count = known.length;
  if (count === 0) return undefined;
  const mean = sum(known) / count;
  const squares = sum(known.map((figure) => (figure - mean) * (figure - mean)));
  return {
    count,
    mean,
    standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : undefined,
    min: Math.min(...known),
    max: Math.max(...known),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
