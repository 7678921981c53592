// Lines in columns, which spaces and tabs separate, and the lines among them that hold no token.
import type { Token } from '../text/tokenizer.js';
import { isTag } from './tags.js';

const SPACE = 0x20;
const TAB = 0x09;

/** Visits the columns of `text` from `from` on. Offsets are in UTF-16 units, half-open. */
export function forEachColumn(
  text: string,
  from: number,
  visit: (start: number, end: number) => void,
): void {
  let start = from;
  for (let index = from; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : SPACE;
    // Only spaces and tabs separate: a no-break space belongs to its token.
    if (code !== SPACE && code !== TAB) continue;
    if (index > start) visit(start, index);
    start = index + 1;
  }
}

export function splitColumns(text: string): string[] {
  const columns: string[] = [];
  forEachColumn(text, 0, (start, end) => columns.push(text.slice(start, end)));
  return columns;
}

/**
 * The cells between tabs, without spaces around them. A cell may be empty, and may hold spaces.
 * Tabs at the end of a row count as empty cells.
 */
export function splitCells(text: string): string[] {
  return text.split('\t').map((cell) => cell.slice(...withoutSpaces(cell)));
}

/** Where the text without the spaces at its ends begins and ends. */
export function withoutSpaces(text: string): [start: number, end: number] {
  let [start, end] = [0, text.length];
  while (end > start && text.charCodeAt(end - 1) === SPACE) end--;
  while (start < end && text.charCodeAt(start) === SPACE) start++;
  return [start, end];
}

/** The columns of `text` from `from` on, with their offsets. */
export function columnTokens(text: string, from = 0): Token[] {
  const tokens: Token[] = [];
  forEachColumn(text, from, (start, end) =>
    tokens.push({ text: text.slice(start, end), start, end }),
  );
  return tokens;
}

/** Where the column that begins at `from` ends. */
export function columnEnd(text: string, from: number): number {
  let index = from;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === SPACE || code === TAB) break;
    index++;
  }
  return index;
}

export function endsSentence(columns: readonly string[]): boolean {
  return columns.length === 0 || columns[0] === '-DOCSTART-';
}

/** Whether the columns are those of `# key = value`. */
export const isMetadata = (columns: readonly string[]): boolean =>
  columns[0] === '#' && columns[2] === '=';

/**
 * Whether columns that begin with a hash are a CoNLL-U comment, and not a row such as
 * `#photography O`, which has a tag. `# text = vitamin O` is a comment, whatever it ends in.
 * Comments occur only between sentences.
 *
 * @param tagColumn the column of tags, counted from 1
 */
export function isComment(columns: readonly string[], tagColumn = columns.length): boolean {
  if (isMetadata(columns)) return true;
  const tag = columns[tagColumn - 1];
  return columns[0].startsWith('#') && (tag === undefined || !isTag(tag));
}
