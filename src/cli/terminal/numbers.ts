// Numbers as texts for people.

/** As in "1,234". */
export function renderInteger(value: number): string {
  return value.toLocaleString('en');
}

/** As in "1,234 words" or "1 word". */
export function renderCount(value: number, noun: string): string {
  return `${renderInteger(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A percentage or another figure with two decimals, as in "90.10". */
export function renderFigure(value: number): string {
  return value.toFixed(2);
}

/** As in "12.3 MB". */
export function renderMegabytes(byteCount: number): string {
  return `${(byteCount / 1e6).toFixed(1)} MB`;
}
