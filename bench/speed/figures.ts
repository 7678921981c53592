// Samples as they stand in a table.
import { median } from '../../src/training/optimization/gradients.js';
import { renderCount } from '../harness/markdown.js';

/** What the tables mean by a figure, for their reader. */
export const figureLegend =
  'Medians of all rounds ± half the distance of the quartiles; ratios are medians of the ratio within each round.';

/** "27,104 ± 2 %": large numbers whole, small ones to three digits. */
export function renderSamples(samples: readonly number[]): string {
  const middle = median(samples);
  const figure = renderNumber(middle);
  if (samples.length < 2 || middle === 0) return figure;
  const spread = (quantile(samples, 0.75) - quantile(samples, 0.25)) / 2;
  return `${figure} ± ${Math.round((100 * spread) / middle)} %`;
}

export function renderNumber(value: number): string {
  return Math.abs(value) >= 1000 ? renderCount(value) : String(Number(value.toPrecision(3)));
}

/** "1.32": how many times the second the first is. */
export function renderRatio(samples: readonly number[], of: readonly number[]): string {
  return median(samples.map((sample, round) => sample / of[round])).toFixed(2);
}

export function renderShare(samples: readonly number[], of: readonly number[]): string {
  return `${Math.round(100 * median(samples.map((sample, round) => sample / of[round])))} %`;
}

/** Between the two samples beside it, linearly. */
function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
