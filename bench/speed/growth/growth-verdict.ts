// Whether the whole grows in a straight line: then the time of a token stays what it is.
import { median } from '../../../src/training/optimization/gradients.js';
import { renderNumber } from '../figures.js';

export interface Growth {
  /** What grows, as the table is headed, and as it is counted. */
  readonly what: string;
  readonly unit: string;
  /** Why the time of a token may go either way with it. */
  readonly reasons: Readonly<Partial<Record<'rises' | 'falls', string>>>;
}

// Of the time of a token from one end to the other: what caches and noise do.
const TOLERANCE = 0.15;

/** @param own microseconds a token by case and round, from the smallest case to one `times` as large */
export function renderGrowth({
  name,
  unit,
  reasons,
  times,
  own,
}: Growth & {
  readonly name: string;
  readonly times: number;
  readonly own: readonly (readonly number[])[];
}): string {
  const [first, last] = [own[0], own[own.length - 1]];
  const ratio = median(last.map((figure, round) => figure / first[round]));
  const found = `${name}: ${renderNumber(times)} times ${unit}, ${ratio.toFixed(2)} times the time of a token`;
  if (Math.abs(ratio - 1) <= TOLERANCE) return `${found}: a straight line.`;
  const reason = reasons[ratio > 1 ? 'rises' : 'falls'] ?? 'Why, is not known.';
  return `${found}: no straight line. ${reason}`;
}
