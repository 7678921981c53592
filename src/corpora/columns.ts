// Lines in columns: what stands between spaces and tabs, and which lines hold no token.
import type { Token } from '../text/alignment.js';
import { isTag } from './tags.js';

const space = 0x20;
const tab = 0x09;

/** Where each column of `text` stands, from `from` on; offsets are UTF-16 units, half open. */
export function forEachColumn(
  text: string,
  from: number,
  visit: (start: number, end: number) => void,
): void {
  let start = from;
  for (let index = from; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : space;
    // By spaces and tabs alone: a no-break space belongs to its token.
    if (code !== space && code !== tab) continue;
    if (index > start) visit(start, index);
    start = index + 1;
  }
}

export function splitColumns(text: string): string[] {
  const columns: string[] = [];
  forEachColumn(text, 0, (start, end) => columns.push(text.slice(start, end)));
  return columns;
}

/** The columns with their places. */
export function columnTokens(text: string, from = 0): Token[] {
  const tokens: Token[] = [];
  forEachColumn(text, from, (start, end) =>
    tokens.push({ text: text.slice(start, end), start, end }),
  );
  return tokens;
}

export function endsSentence(columns: readonly string[]): boolean {
  return columns.length === 0 || columns[0] === '-DOCSTART-';
}

/**
 * Whether the columns, before a sentence, are a comment. A hash is also a token, and `#photography O` a row; where the
 * last column is no tag it opens a CoNLL-U comment.
 *
 * @param tagColumn counted from 1
 */
export function isComment(columns: readonly string[], tagColumn = columns.length): boolean {
  const tag = columns[tagColumn - 1];
  return columns[0].startsWith('#') && (tag === undefined || !isTag(tag));
}
