// A text made of tokens.
import type { Token } from '../../text/tokenizer.js';

export interface SpacedToken {
  readonly orth: string;
  /** What follows it. */
  readonly space: string;
}

export interface JoinedTokens {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The text, without what follows the last token. */
export function joinTokens(parts: readonly SpacedToken[]): JoinedTokens {
  let text = '';
  let space = '';
  const tokens = parts.map(({ orth, space: next }) => {
    text += space;
    const start = text.length;
    text += orth;
    space = next;
    return { text: orth, start, end: text.length };
  });
  return { text, tokens };
}

/** The tokens at their places in the text; undefined if it is not made of them and white space. */
export function placeTokens(
  text: string,
  parts: readonly Pick<SpacedToken, 'orth'>[],
): JoinedTokens | undefined {
  const tokens: Token[] = [];
  let from = 0;
  for (const { orth } of parts) {
    const start = text.indexOf(orth, from);
    if (start < 0 || /\S/u.test(text.slice(from, start))) return undefined;
    from = start + orth.length;
    tokens.push({ text: orth, start, end: from });
  }
  return /\S/u.test(text.slice(from)) ? undefined : { text, tokens };
}
