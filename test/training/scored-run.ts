// Runs with given scores, for tests that need no training.
import type { Score } from '../../src/evaluation/score.js';
import type { Divergence } from '../../src/training/divergence.js';
import type { Run } from '../../src/training/runs.js';
import type { EndEvent } from '../../src/training/train.js';

/** Score with so many of ten spans found and no others, so that F1, precision and recall are equal. */
export function scoreOfTen(correct: number): Score {
  const overall = { gold: 10, predicted: 10, correct };
  return { tokenCount: 100, correctTagCount: 90, overall, types: new Map() };
}

export const someDivergence: Divergence = {
  anomaly: {
    kind: 'loss',
    norm: Number.NaN,
    parameter: 'crf.end',
    isRecoverable: false,
    epoch: 4,
    step: 2,
  },
  learningRate: 0.1,
  rollbackCount: 0,
};

/** @param dev number of ten spans found; undefined if no epoch finished */
export function runOf(
  seed: number,
  dev: number | undefined,
  {
    reason = 'epochs',
    test,
  }: { readonly reason?: EndEvent['reason']; readonly test?: number } = {},
): Run {
  const best =
    dev === undefined ? undefined : ({ epoch: 3, weights: 'raw', dev: scoreOfTen(dev) } as const);
  const divergence = reason === 'diverged' ? someDivergence : undefined;
  const end = { kind: 'end', reason, best, divergence } as const;
  return { seed, end, learningCurve: [], test: test === undefined ? undefined : scoreOfTen(test) };
}
