// Pairs of a gold and a predicted type that differ, over several tests.
import type { Confusion } from '../src/evaluation/judge.js';

export interface ConfusedPair {
  /** '' stands for no entity, here and below. */
  readonly gold: string;
  readonly predicted: string;
  /** By test. */
  readonly counts: readonly number[];
  readonly total: number;
}

/** The pairs that occur, from the most frequent one on. */
export function confusedPairs(tests: readonly Confusion[]): ConfusedPair[] {
  const golds = new Set(tests.flatMap((test) => [...test.keys()]));
  const types = new Set(
    tests.flatMap((test) => [...test.values()].flatMap((row) => [...row.keys()])),
  );
  const pairs = [...golds].sort().flatMap((gold) =>
    [...types].sort().map((predicted): ConfusedPair => {
      const counts = tests.map((test) => test.get(gold)?.get(predicted) ?? 0);
      return { gold, predicted, counts, total: counts.reduce((sum, count) => sum + count, 0) };
    }),
  );
  return pairs
    .filter(({ gold, predicted, total }) => gold !== predicted && total > 0)
    .sort((a, b) => b.total - a.total);
}
