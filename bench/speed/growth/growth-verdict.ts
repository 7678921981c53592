// Whether time grows linearly with the input: then the time of a token stays the same.
import { median } from '../../../src/training/optimization/gradients.js';
import { renderRounded } from '../figures.js';

/** A size of the input that a table varies. */
export interface GrowingSize {
  /** The title of its column. */
  readonly title: string;
  /** What it counts, as in "the sentences". */
  readonly unit: string;
  /** Why the time of a token may rise or fall with it. */
  readonly reasons: Readonly<Partial<Record<'rises' | 'falls', string>>>;
}

// The relative difference that caches and noise cause.
const TOLERANCE = 0.15;

/**
 * @param microseconds time of a token by case and round, from the smallest case to one `times` as
 *   large
 */
export function renderGrowthVerdict({
  name,
  unit,
  reasons,
  times,
  microseconds,
}: GrowingSize & {
  readonly name: string;
  readonly times: number;
  readonly microseconds: readonly (readonly number[])[];
}): string {
  const [first, last] = [microseconds[0], microseconds[microseconds.length - 1]];
  const ratio = median(last.map((figure, round) => figure / first[round]));
  const verdict = `${name}: ${renderRounded(times)} times ${unit}, ${ratio.toFixed(2)} times the time of a token`;
  if (Math.abs(ratio - 1) <= TOLERANCE) return `${verdict}, so linear.`;
  const reason = reasons[ratio > 1 ? 'rises' : 'falls'] ?? 'The reason is not known.';
  return `${verdict}, so not linear. ${reason}`;
}
