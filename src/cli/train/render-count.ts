// Counts with thousands separators.

/** As in "1,234 words"; without a noun the number alone. */
export function renderCount(count: number, noun?: string): string {
  const number = count.toLocaleString('en');
  return noun === undefined ? number : `${number} ${noun}${count === 1 ? '' : 's'}`;
}
