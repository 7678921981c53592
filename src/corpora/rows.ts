// The rows of a column file: their token and tag, or what is wrong with them.

import { decodeUtf8 } from '../files/bytes/utf8.js';
import { excerpt } from '../files/excerpt.js';
import { columnEnd, isMetadata, splitCells, splitColumns } from './columns.js';
import { explainTag } from './explain-tag.js';
import type { Layout } from './layout.js';
import { cellsOf, isAddedWord } from './layout-clues.js';
import { isNested, isTag } from './tags.js';

/** Token and tag of a row. */
interface Row {
  readonly token: string;
  readonly tag: string;
}

// A line between documents, and columns after white space.
const SPECIAL_STARTS = '- \t';
// Cells of CoNLL-U's MISC column differ in more than their tags.
const MOST_KNOWN_CELLS = 4096;
const SPACE = 0x20;

/** Reads rows like those before it, without cutting out columns that are not needed. */
export interface RowTaker {
  /**
   * Whether the row has the layout and a known tag; if so, `token` and `tag` are set.
   *
   * @param isFirst in its sentence, where comments may be
   */
  take(text: string, isFirst: boolean): boolean;
  /** Makes the tag of a row known. */
  learn(cell: string, tag: string): void;
  readonly token: string;
  readonly tag: string;
}

export function createRowTaker(layout: Layout): RowTaker {
  const { columnCount, tokenColumn, tagColumn, isNumbered } = layout;
  const isTabbed = layout.separator === 'tabs';
  const tags = new Map<string, string>();
  const taker = {
    token: '',
    tag: '',
    learn: (cell: string, tag: string) => {
      if (tags.has(cell) || tags.size === MOST_KNOWN_CELLS) return;
      // Copies, as a slice would keep the text alive that it is cut from.
      tags.set(copyOf(cell), copyOf(tag));
    },
    take: (text: string, isFirst: boolean) => {
      // What ends a sentence, and comments, is for the other way of reading.
      if (
        text === '' ||
        SPECIAL_STARTS.includes(text[0]) ||
        (text[0] === '#' && (isFirst || isNumbered))
      ) {
        return false;
      }
      let [count, tokenStart, tokenEnd, tagStart, tagEnd] = [0, 0, 0, 0, 0];
      for (let start = 0, end = 0; start < text.length; start = end + 1) {
        end = isTabbed ? tabOrEnd(text, start) : columnEnd(text, start);
        if (end === start && !isTabbed) continue;
        count++;
        if (count === tokenColumn) [tokenStart, tokenEnd] = [start, end];
        if (count === tagColumn) [tagStart, tagEnd] = [start, end];
      }
      const tag = count === columnCount ? tags.get(text.slice(tagStart, tagEnd)) : undefined;
      if (tag === undefined) return false;
      if (isTabbed && !isBare(text, tokenStart, tokenEnd)) return false;
      if (isNumbered && isAddedWord(text.slice(0, columnEnd(text, 0)))) return false;
      taker.token = text.slice(tokenStart, tokenEnd);
      taker.tag = tag;
      return true;
    },
  };
  return taker;
}

const encoder = new TextEncoder();
const copyOf = (text: string) => decodeUtf8(encoder.encode(text));

function tabOrEnd(text: string, from: number): number {
  const found = text.indexOf('\t', from);
  return found < 0 ? text.length : found;
}

/** Whether a cell is not empty and has no spaces at its ends. */
function isBare(text: string, start: number, end: number): boolean {
  return start < end && text.charCodeAt(start) !== SPACE && text.charCodeAt(end - 1) !== SPACE;
}

interface CommentContext {
  readonly layout: Layout;
  /** Whether a row of the sentence was before it. */
  readonly isInside: boolean;
}

/**
 * Whether a line that begins with a hash is a comment, and not a row such as `#photography O`.
 * `# text = vitamin O` is a comment, whatever it ends in. Others occur only between sentences.
 */
export function isCommentLine(
  text: string,
  columns: readonly string[],
  { layout, isInside }: CommentContext,
): boolean {
  if (!columns[0].startsWith('#')) return false;
  if (layout.isNumbered) return true;
  const cells = cellsOf(text, layout.separator, layout.columnCount);
  const isRow = cells !== undefined && (layout.separator !== 'tabs' || text.includes('\t'));
  if (isMetadata(columns) && !(isInside && isRow)) return true;
  if (isInside) return false;
  if (cells === undefined) return columns[0] === '#' || !isTag(columns[columns.length - 1]);
  const cell = cells[layout.tagColumn - 1];
  // Any word after a hash and a space would be a type without a prefix.
  return columns[0] === '#' ? !isTag(cell) : layout.notation.parse(cell) === undefined;
}

/** A row that holds no token: a word that CoNLL-U adds, or an empty cell outside of entities. */
export type SkippedRow = 'added word' | 'empty token';

interface ReadRow extends Row {
  /** The cell that the tag was read from. */
  readonly cell: string;
}

/**
 * Token and tag of a row, why it has none, or what is wrong with it.
 *
 * @param isFirst in the file
 */
export function readRow(
  text: string,
  layout: Layout,
  isFirst: boolean,
): ReadRow | { readonly skipped: SkippedRow } | { readonly defect: string } {
  const { columnCount, tokenColumn, tagColumn, separator, notation, isNumbered } = layout;
  const cells = cellsOf(text, separator, columnCount);
  if (isNumbered && isAddedWord(splitColumns(text)[0])) return { skipped: 'added word' };
  if (cells === undefined) return { defect: countDefect(text, layout) };
  const [token, cell] = [cells[tokenColumn - 1], cells[tagColumn - 1]];
  const tag = notation.parse(cell);
  if (tag === undefined) {
    const found = cell === '' ? 'an empty cell' : excerpt(cell);
    const suspicion = explainTag(cell) || (isFirst ? ' (is it plain text?)' : '');
    return {
      defect: `expected a tag such as O or B-PER in column ${tagColumn}, found ${found}${suspicion}: ${excerpt(text)}`,
    };
  }
  if (isNested(tag)) {
    return {
      defect: `expected one tag in column ${tagColumn}, found several, of nested entities: ${excerpt(cell)}: ${excerpt(text)}`,
    };
  }
  if (token !== '') return { token, tag, cell };
  if (tag === 'O') return { skipped: 'empty token' };
  return {
    defect: `expected a token in column ${tokenColumn}, found an empty cell: ${excerpt(text)}`,
  };
}

function countDefect(text: string, { columnCount, separator }: Layout): string {
  const isTabbed = separator === 'tabs' && text.includes('\t');
  const found = (isTabbed ? splitCells(text) : splitColumns(text)).length;
  return `expected ${columnCount} columns, found ${found}: ${excerpt(text)}`;
}
