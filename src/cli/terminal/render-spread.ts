// Mean, standard deviation, minimum and maximum in one line.
import type { Statistics } from '../../training/runs.js';

/** As in "mean 90.10, standard deviation 0.20, min 89.90, max 90.30"; of one figure there is no deviation. */
export function renderSpread({ mean, standardDeviation, min, max }: Statistics): string {
  const deviation =
    standardDeviation === undefined ? [] : [`standard deviation ${percent(standardDeviation)}`];
  const parts = [
    `mean ${percent(mean)}`,
    ...deviation,
    `min ${percent(min)}`,
    `max ${percent(max)}`,
  ];
  return parts.join(', ');
}

const percent = (value: number) => value.toFixed(2);
