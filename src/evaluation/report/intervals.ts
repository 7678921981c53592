// Confidence intervals of F1, as lines below the table of conlleval and in its format.
import type { F1Intervals } from '../intervals.js';
import { type Interval, RESAMPLE_COUNT } from '../resample.js';
import { type CountsByType, f1, type SpanCounts } from '../score.js';
import { renderPercent } from './conlleval.js';

/** A line for all types together and one for each, ending with the number of gold entities. */
export function renderIntervals({ overall, types }: CountsByType, intervals: F1Intervals): string {
  const count = RESAMPLE_COUNT.toLocaleString('en');
  const lines = [...types].flatMap(([label, counts]) => {
    const interval = intervals.types.get(label);
    return interval === undefined ? [] : [renderLine(label, counts, interval)];
  });
  return [
    `95% confidence intervals of FB1 (percentile bootstrap, ${count} resamples of the sentences); last column: gold phrases\n`,
    renderLine('overall', overall, intervals.overall),
    ...lines,
  ].join('');
}

function renderLine(name: string, counts: SpanCounts, [low, high]: Interval): string {
  const [point, from, to] = [f1(counts), low, high].map(renderPercent);
  return `${name.padStart(17)}: FB1: ${point}; interval: ${from} to ${to}  ${counts.gold}\n`;
}
