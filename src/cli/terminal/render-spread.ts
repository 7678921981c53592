// The spread of several figures, in one line.
import { renderFigure } from './numbers.js';

export interface Spread {
  readonly mean: number;
  /** Absent for a single figure. */
  readonly standardDeviation?: number;
  readonly min: number;
  readonly max: number;
}

/** As in "mean 90.10, standard deviation 0.20, min 89.90, max 90.30". */
export function renderSpread({ mean, standardDeviation, min, max }: Spread): string {
  const deviation =
    standardDeviation === undefined
      ? []
      : [`standard deviation ${renderFigure(standardDeviation)}`];
  const parts = [
    `mean ${renderFigure(mean)}`,
    ...deviation,
    `min ${renderFigure(min)}`,
    `max ${renderFigure(max)}`,
  ];
  return parts.join(', ');
}
