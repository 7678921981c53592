// Parts of sentences for reports.
import { gapBetween, joinForReading } from '../../text/join-tokens.js';
import { shorten, visible } from './visible.js';

const TOKEN_LENGTH = 40;
const SENTENCE_LENGTH = 80;
const CONTEXT_LENGTH = 30;

/** A token or type as it is shown. */
export function showToken(token: string): string {
  return visible(shorten(token, TOKEN_LENGTH));
}

/** The beginning of a sentence. */
export function excerptFrom(tokens: readonly string[]): string {
  return joinForReading(takeTokens(tokens, 0, tokens.length, SENTENCE_LENGTH));
}

/** The tokens from `start` to before `end` in brackets, with some before and after them. */
export function excerptAround(tokens: readonly string[], start: number, end: number): string {
  const before: string[] = [];
  let index = start - 1;
  for (let length = 0; index >= 0 && length < CONTEXT_LENGTH; index--) {
    const token = showToken(tokens[index]);
    before.unshift(token);
    length += token.length + 1;
  }
  if (index >= 0) before.unshift('…');
  const left = joinForReading(before);
  const focus = joinForReading(takeTokens(tokens, start, end, SENTENCE_LENGTH));
  const right = joinForReading(takeTokens(tokens, end, tokens.length, CONTEXT_LENGTH));
  return `${left}${gapBetween(left, focus)}[${focus}]${gapBetween(focus, right)}${right}`;
}

/** Tokens from `start` on until they have this length, with a mark if there are more before `end`. */
function takeTokens(
  tokens: readonly string[],
  start: number,
  end: number,
  length: number,
): string[] {
  const taken: string[] = [];
  let index = start;
  for (let left = length; index < end && left > 0; index++) {
    const token = showToken(tokens[index]);
    taken.push(token);
    left -= token.length + 1;
  }
  if (index < end) taken.push('…');
  return taken;
}
