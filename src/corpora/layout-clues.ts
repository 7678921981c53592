// What rows show about their file: separators, a column that counts tokens, a header, CSV.
import {
  endsSentence,
  forEachColumn,
  isMetadata,
  splitCells,
  splitColumns,
  withoutSpaces,
} from './columns.js';
import { isTag } from './tags.js';

/** Rows that decide the layout; a file with fewer decides by all of them. */
export const SAMPLED_ROW_COUNT = 1000;

export interface SampledRow {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly startsSentence: boolean;
}

/** The rows among lines, without comments. Lines that cannot be read are undefined. */
export function sampledRows(lines: readonly (string | undefined)[]): SampledRow[] {
  const rows: SampledRow[] = [];
  const hashes: SampledRow[] = [];
  let isInside = false;
  for (const [index, text] of lines.entries()) {
    if (text === undefined) continue;
    const columns = splitColumns(text);
    if (endsSentence(columns)) {
      isInside = false;
      continue;
    }
    if (isMetadata(columns)) continue;
    const row = { text, line: index + 1, startsSentence: !isInside };
    // Before a sentence, this may be a comment or a row: other rows decide, if there are any.
    if (!isInside && columns[0].startsWith('#')) {
      if (isTag(columns[columns.length - 1])) hashes.push(row);
      continue;
    }
    rows.push(row);
    isInside = true;
  }
  return rows.length > 0 ? rows : hashes;
}

export type Separator = 'white space' | 'tabs';

/** A row in which each cell may hold spaces, or be empty, has this many cells; undefined if it has another number. */
function tabCells(text: string, columnCount: number): string[] | undefined {
  const cells = splitCells(text);
  while (cells.length > columnCount && cells[cells.length - 1] === '') cells.pop();
  return cells.length === columnCount ? cells : undefined;
}

function whiteCells(text: string, columnCount: number): string[] | undefined {
  const columns = splitColumns(text);
  return columns.length === columnCount ? columns : undefined;
}

/** The cells of a row, by the other separator if only that fits; undefined if neither does. */
export function cellsOf(
  text: string,
  separator: Separator,
  columnCount: number,
): string[] | undefined {
  return separator === 'tabs'
    ? (tabCells(text, columnCount) ?? whiteCells(text, columnCount))
    : (whiteCells(text, columnCount) ?? tabCells(text, columnCount));
}

interface CellOptions {
  readonly separator: Separator;
  readonly columnCount: number;
  /** Where the first cell may begin. */
  readonly from: number;
}

/** Where the cells of a row begin and end, as `cellsOf` finds them. */
export function cellRanges(
  text: string,
  { separator, columnCount, from }: CellOptions,
): [number, number][] {
  const row = text.slice(from);
  const hasCells = tabCells(row, columnCount) !== undefined;
  const hasColumns = whiteCells(row, columnCount) !== undefined;
  const ranges: [number, number][] = [];
  if (hasCells && (separator === 'tabs' || !hasColumns)) {
    let start = from;
    for (const part of row.split('\t')) {
      const [first, end] = withoutSpaces(part);
      ranges.push([start + first, start + end]);
      start += part.length + 1;
    }
  } else {
    forEachColumn(text, from, (start, end) => ranges.push([start, end]));
  }
  return ranges;
}

// From this many rows on, a space in each row at the same place separates columns.
const FEWEST_MIXED_ROWS = 10;

/** What separates the columns of most rows, and how many these have. */
export function separatorOf(rows: readonly string[]): {
  readonly separator: Separator;
  readonly columnCount: number;
} {
  const whiteCount = mostCommon(rows.map((text) => splitColumns(text).length));
  const whiteFit = rows.filter((text) => whiteCells(text, whiteCount)).length;
  const cut = rows.map(splitCells);
  const rawCount = mostCommon(cut.map(({ length }) => length));
  const usual = cut.filter(({ length }) => length === rawCount);
  const tabCount = Math.max(
    ...usual.map((cells) => cells.findLastIndex((cell) => cell !== '') + 1),
  );
  const tabFit = rows.filter((text) => tabCells(text, tabCount)).length;
  const isMixed =
    rows.length >= FEWEST_MIXED_ROWS && whiteFit === rows.length && whiteCount > tabCount;
  const isIndented = usual.every(([first]) => first === '');
  if (tabCount > 1 && tabFit >= whiteFit && !isMixed && !isIndented) {
    return { separator: 'tabs', columnCount: tabCount };
  }
  return { separator: 'white space', columnCount: whiteCount };
}

/** The first of several. Rows of one column are titles and the like, unless there are no others. */
function mostCommon(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  if (times.size > 1) times.delete(1);
  const most = Math.max(...times.values());
  return [...times].find(([, number]) => number === most)?.[0] ?? 1;
}

export interface SplitRow {
  readonly cells: readonly string[];
  readonly startsSentence: boolean;
}

// The ids of words that CoNLL-U adds to the syntactic words of a sentence.
const ADDED_WORD = /^\d+(?:-\d+|\.\d+)$/u;

/** Whether a row of a numbered file is a contraction (3-4) or an empty node (3.1), whose tokens are other rows or none. */
export const isAddedWord = (id: string): boolean => ADDED_WORD.test(id);

// Fewer tokens may all be numbers.
const FEWEST_NUMBERS = 4;

/** Whether the first column has numbers instead of tokens: it counts tokens or sentences. */
export function hasNumbers(rows: readonly SplitRow[]): boolean {
  if (countsTokens(rows)) return true;
  const isNumber = (cell: string) => /^\d+$/u.test(cell);
  const hasOnlyNumbers =
    rows.length >= FEWEST_NUMBERS && rows.every(({ cells }) => isNumber(cells[0]));
  return hasOnlyNumbers && !rows.every(({ cells }) => isNumber(cells[1]));
}

/** Whether the first cells count rows from 0 or 1, anew in each sentence or on through the file. */
function countsTokens(rows: readonly SplitRow[]): boolean {
  let previous: number | undefined;
  let goesUp = false;
  let isStart = true;
  for (const { cells, startsSentence } of rows) {
    const [id] = cells;
    isStart ||= startsSentence;
    if (isAddedWord(id)) continue;
    if (!/^\d{1,9}$/u.test(id)) return false;
    const number = Number(id);
    const isNext = previous !== undefined && number === previous + 1;
    if (isNext && !isStart) goesUp = true;
    if (!isNext && !(isStart && number <= 1)) return false;
    previous = number;
    isStart = false;
  }
  return goesUp;
}

const COLUMN_NAME =
  /^(?:#|id|idx|index|no|nr|position|sent(?:ence)?[ _-]?(?:#|id)?|doc(?:ument)?[ _-]?id|tokens?|words?|forms?|text|lemmas?|[ux]?pos|pos[ _-]?tags?|tags?|chunks?|labels?|ner?|ner[ _-]?tags?|named[ _-]?entit(?:y|ies)|entit(?:y|ies)|iob[12]?|bio|misc|types?|class|ne-[a-z-]+)$/iu;

/** Whether the first row of a file has names of columns, at least in half of its cells. */
export function isHeader(cells: readonly string[]): boolean {
  const names = cells.filter((cell) => COLUMN_NAME.test(cell));
  return names.length > 1 && names.length * 2 >= cells.length && !cells.some(isTag);
}

const TOKEN_NAME = /^(?:tokens?|words?|forms?|text)$/iu;

/** The column, counted from 1, that a header names as that of the tokens. */
export function tokenColumnIn(header: readonly string[]): number | undefined {
  const index = header.findIndex((cell) => TOKEN_NAME.test(cell));
  return index < 0 ? undefined : index + 1;
}

const COMMAS: readonly (readonly [string, string])[] = [
  [',', 'commas'],
  [';', 'semicolons'],
];
const CSV_ROWS = 100;

/** Why rows that commas separate are not read; undefined if they are no CSV. */
export function csvProblem(rows: readonly string[]): string | undefined {
  const first = rows.slice(0, CSV_ROWS);
  for (const [comma, name] of COMMAS) {
    const cut = first.map((text) => text.split(comma).map(unquoted));
    const separated = cut.filter((cells) => cells.length > 1);
    if (separated.length < first.length) continue;
    const tagged = separated.filter((cells) => cells.slice(1).some(isTag));
    const isCsv = tagged.length * 2 >= separated.length || isHeader(separated[0]);
    if (isCsv) {
      return `expected columns that tabs or spaces separate, found ${name} (CSV; a spreadsheet program can save it as tab-separated text)`;
    }
  }
  return undefined;
}

const unquoted = (cell: string) => cell.trim().replace(/^"/u, '').replace(/"$/u, '');
