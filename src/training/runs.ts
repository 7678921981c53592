// Runs that differ only in their seed: the choice of the best one, and statistics of all. A single
// seed proves little, because scores vary between seeds as much as between many variants of a
// network (Reimers & Gurevych 2017).
import { f1, type Score } from '../evaluation/score.js';
import type { ScoredWeights } from './model-selection.js';
import type { EndEvent } from './train.js';

/** The course of training in one epoch. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean loss of a sentence. */
  readonly loss: number;
  /** F1 on dev, in percent. */
  readonly devF1: number;
}

/** A training with one seed, after its end. */
export interface Run {
  readonly seed: number;
  readonly end: EndEvent;
  /** Each finished epoch, in order. */
  readonly learningCurve: readonly EpochRecord[];
  /** Score of the best weights on test; absent without test sentences or best weights. */
  readonly test?: Score;
}

/** A run in which at least one epoch finished. */
export interface ScoredRun extends Run {
  readonly best: ScoredWeights;
}

export interface Statistics {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation; absent for a single figure. */
  readonly standardDeviation?: number;
  readonly min: number;
  readonly max: number;
}

/** F1 by run, in their order; undefined for a run that is excluded. */
export interface F1ByRun {
  readonly dev: readonly (number | undefined)[];
  /** Empty without test sentences. */
  readonly test: readonly (number | undefined)[];
}

/**
 * The run with the best F1 on dev, the first of equals. A diverged run is chosen only if no other
 * has a score.
 */
export function chooseRun(runs: readonly Run[]): ScoredRun | undefined {
  const scored = runs.flatMap((run) => (run.end.best ? [{ ...run, best: run.end.best }] : []));
  const sound = scored.filter(({ end }) => end.reason !== 'diverged');
  return (sound.length > 0 ? sound : scored).reduce<ScoredRun | undefined>(
    (chosen, run) => (chosen === undefined || devF1(run) > devF1(chosen) ? run : chosen),
    undefined,
  );
}

const devF1 = ({ best }: ScoredRun) => f1(best.dev.overall);

/** Runs that diverged or were interrupted are excluded, because they are not complete. */
export function f1ByRun(runs: readonly Run[]): F1ByRun {
  const ifComplete = (run: Run, score: Score | undefined) =>
    score && ['epochs', 'patience'].includes(run.end.reason) ? f1(score.overall) : undefined;
  const hasTest = runs.some(({ test }) => test);
  return {
    dev: runs.map((run) => ifComplete(run, run.end.best?.dev)),
    test: hasTest ? runs.map((run) => ifComplete(run, run.test)) : [],
  };
}

/** Statistics of the figures that are defined; undefined if none is. */
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
