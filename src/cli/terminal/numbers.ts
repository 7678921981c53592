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

/** As in "12 s", "3 min 5 s" or "2 h 10 min". */
export function renderDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.floor(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** As in "27,104 tokens/s". */
export function renderSpeed(tokensPerSecond: number): string {
  return `${renderInteger(Math.round(tokensPerSecond))} tokens/s`;
}
