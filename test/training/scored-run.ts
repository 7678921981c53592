// Runs as they are after training, without the training.
import type { Score } from '../../src/evaluation/score.js';
import type { Run } from '../../src/training/runs.js';
import type { EndEvent } from '../../src/training/train.js';

/** So many of ten spans found, and no other: F1 is precision and recall, ten times as much in percent. */
export function scoreOfTen(correct: number): Score {
  const overall = { gold: 10, predicted: 10, correct };
  return { tokenCount: 100, correctTagCount: 90, overall, types: new Map() };
}

/** @param dev spans found of ten; undefined where no epoch came to its end */
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
  const detail = reason === 'diverged' ? 'the loss is no finite number' : undefined;
  const end = { kind: 'end', reason, best, detail } as const;
  return { seed, end, test: test === undefined ? undefined : scoreOfTen(test) };
}
