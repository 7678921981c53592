// The text of the tokens of a sentence in columns, and its tokens again.
import { columnTokens } from '../../../corpora/columns.js';
import type { Token } from '../../../text/tokenizer.js';

/** The text of a passage: its tokens with spaces between them, or tabs if one of them has a space. */
export function joinTokens(tokens: readonly string[], isContinued: boolean): string {
  const hasSpaces = tokens.some((token) => token.includes(' '));
  const separator = hasSpaces ? '\t' : ' ';
  // A single token needs a tab to be one.
  const end = hasSpaces && tokens.length === 1 ? separator : '';
  return (isContinued ? separator : '') + tokens.join(separator) + end;
}

/** The tokens of a passage with their offsets. */
export function tokensOf(text: string): Token[] {
  if (!text.includes('\t')) return columnTokens(text);
  const tokens: Token[] = [];
  let start = 0;
  for (const token of text.split('\t')) {
    if (token !== '') tokens.push({ text: token, start, end: start + token.length });
    start += token.length + 1;
  }
  return tokens;
}
