// Alignment of the values that another tokenizer returns with the text they come from.

/** A word or mark of a text. Offsets are in UTF-16 units, half-open. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The values as tokens of `piece`, in order. A value that does not occur after the one before it
 * was invented, and is dropped. Text between two values was lost, and becomes a token of its own.
 *
 * @param piece text without white space
 */
export function alignTokens(piece: string, values: readonly string[]): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (end: number): void => {
    if (end > position) tokens.push({ text: piece.slice(position, end), start: position, end });
    position = end;
  };
  for (const value of values) {
    const start = value === '' ? -1 : piece.indexOf(value, position);
    if (start < 0) continue;
    take(start);
    take(start + value.length);
  }
  take(piece.length);
  return tokens;
}
