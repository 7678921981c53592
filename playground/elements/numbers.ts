// Numbers as the page shows them.

export const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)}%`;

const LEAST_PERCENT = 0.001;

/** A share that may be tiny, with two significant digits. */
export function smallPercent(share: number): string {
  const inPercent = 100 * share;
  if (inPercent > 0 && inPercent < LEAST_PERCENT) return `<${LEAST_PERCENT}%`;
  return `${Number(inPercent.toPrecision(2))}%`;
}

/** A number from 0 to 1 without its zero: ".66". */
export const short = (value: number): string => value.toFixed(2).replace(/^0/, '');
