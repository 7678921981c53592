// Samples as figures of a table.
import { median } from '../../src/training/optimization/gradients.js';
import { renderWholeNumber } from '../harness/markdown.js';

/** The meaning of the figures, for the reader of the tables. */
export const figureLegend =
  'Medians over all rounds ± half the interquartile range; a ratio is the median of the ratios within each round.';

/** As in "27,104 ± 2 %". */
export function renderSamples(samples: readonly number[]): string {
  const middle = median(samples);
  const figure = renderRounded(middle);
  if (samples.length < 2 || middle === 0) return figure;
  const spread = (quantile(samples, 0.75) - quantile(samples, 0.25)) / 2;
  return `${figure} ± ${Math.round((100 * spread) / middle)} %`;
}

/** Large numbers without decimals, small ones with three digits. */
export function renderRounded(value: number): string {
  return Math.abs(value) >= 1000 ? renderWholeNumber(value) : String(Number(value.toPrecision(3)));
}

/** The ratio of the samples to others, as in "1.32". */
export function renderRatio(samples: readonly number[], of: readonly number[]): string {
  return median(samples.map((sample, round) => sample / of[round])).toFixed(2);
}

/** The ratio of the samples to others, as in "46 %". */
export function renderSampleShare(samples: readonly number[], of: readonly number[]): string {
  return `${Math.round(100 * median(samples.map((sample, round) => sample / of[round])))} %`;
}

/** A quantile, interpolated linearly between two samples. */
function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
