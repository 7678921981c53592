// Numbers as the HTML report shows them.
import type { Interval } from '../../resample.js';

const MINUS = '\u2212';
const SMALLEST_P_VALUE = 0.001;
const grouped = new Intl.NumberFormat('en-US');

export const renderInteger = (value: number): string => grouped.format(value);

/** "1 gate", "1,024 sentences". */
export const renderQuantity = (count: number, one: string, many = `${one}s`): string =>
  `${renderInteger(count)} ${count === 1 ? one : many}`;

export const renderFigure = (value: number): string => value.toFixed(2);

export const renderShare = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;

export const renderInterval = ([low, high]: Interval): string =>
  `${low.toFixed(1)}\u2013${high.toFixed(1)}`;

/** With its sign, so that a difference of zero has none. */
export function renderDifference(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? MINUS : '+'}${digits}`;
}

export const renderDifferenceInterval = ([low, high]: Interval): string =>
  `${renderDifference(low)} to ${renderDifference(high)}`;

export const renderPValue = (value: number): string =>
  value < SMALLEST_P_VALUE ? `< ${SMALLEST_P_VALUE}` : value.toFixed(3);
