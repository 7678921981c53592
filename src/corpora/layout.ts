// The columns of a file: what separates them, and which of them hold tokens and tags. The first rows decide.

import { excerpt } from '../files/excerpt.js';
import {
  cellsOf,
  csvProblem,
  hasNumbers,
  isAddedWord,
  isHeader,
  type SampledRow,
  type Separator,
  separatorOf,
  tokenColumnIn,
} from './layout-clues.js';
import { detectNotation, plainNotation, type TagNotation } from './tag-notation.js';
import { isTag } from './tags.js';

export interface ChosenColumns {
  /** The column of tokens, counted from 1. Default: the first that neither counts tokens nor has tags. */
  readonly tokenColumn?: number;
  /** The column of tags, counted from 1. Default: the last if it has tags, or the only one with tags. */
  readonly tagColumn?: number;
}

/** The columns of all rows of a file. */
export interface Layout {
  readonly columnCount: number;
  /** The columns of token and tag, counted from 1. */
  readonly tokenColumn: number;
  readonly tagColumn: number;
  /** Between tabs, a cell may be empty and a token may have spaces. */
  readonly separator: Separator;
  readonly notation: TagNotation;
  /** Whether the first column has only numbers: it counts tokens or sentences. */
  readonly isNumbered: boolean;
  /** Whether rows record that no space follows a token. */
  readonly hasSpacing: boolean;
  /** The line with the names of the columns. */
  readonly headerLine?: number;
  /** Other columns of tags that could have been meant. */
  readonly otherTagColumns: readonly number[];
}

const NO_SPACE = /\b(?:SpaceAfter=No|NoSpaceAfter)\b/u;

/** Whether a row records that no space follows its token. */
export const isBeforeNoSpace = (row: string): boolean => NO_SPACE.test(row);

/**
 * The layout of rows, or a sentence that explains why they have none.
 *
 * @param rows at least one
 */
export function detectLayout(rows: readonly SampledRow[], options: ChosenColumns): Layout | string {
  const texts = rows.map(({ text }) => text);
  const csv = csvProblem(texts);
  const { separator, columnCount } = separatorOf(texts);
  const fitting = rows.flatMap((row) => {
    const cells = cellsOf(row.text, separator, columnCount);
    return cells === undefined ? [] : { ...row, cells };
  });
  const wrongCount = countProblem(columnCount, options, texts[0]);
  if (wrongCount !== undefined) return csv ?? wrongCount;
  const [{ line, cells }] = fitting;
  const hasHeader = line === rows[0].line && isHeader(cells);
  const body = hasHeader ? fitting.slice(1) : fitting;
  const isNumbered = columnCount > 2 && hasNumbers(body);
  const tokenRows = isNumbered ? body.filter((row) => !isAddedWord(row.cells[0])) : body;
  const found = findTags(columnsOf(tokenRows, columnCount), isNumbered, options);
  if (typeof found === 'string') return csv ?? found;
  if (csv !== undefined && !found.hasTags) return csv;
  const { tagColumn, notation, otherTagColumns } = found;
  const named = hasHeader ? tokenColumnIn(cells) : undefined;
  const tokenColumn =
    options.tokenColumn ?? usualTokenColumn({ named, isNumbered, tagColumn }) ?? tagColumn;
  if (tokenColumn > columnCount || tokenColumn === tagColumn) {
    return `expected token and tag in different columns, found both in column ${tagColumn}: ${excerpt(texts[0])}`;
  }
  return {
    columnCount,
    tokenColumn,
    tagColumn,
    separator,
    notation,
    isNumbered,
    hasSpacing: texts.some(isBeforeNoSpace),
    ...(hasHeader && { headerLine: line }),
    otherTagColumns,
  };
}

const ODD_SPACE = /[\u00a0\u2000-\u200a\u202f\u3000]/u;

interface KnownColumns {
  /** The column of tokens by the header. */
  readonly named: number | undefined;
  readonly isNumbered: boolean;
  readonly tagColumn: number;
}

function usualTokenColumn({ named, isNumbered, tagColumn }: KnownColumns): number | undefined {
  const usual = isNumbered ? [2, 3] : [1, 2];
  return [named, ...usual].find((column) => column !== undefined && column !== tagColumn);
}

function countProblem(
  columnCount: number,
  { tokenColumn = 1, tagColumn = 1 }: ChosenColumns,
  text: string,
): string | undefined {
  if (columnCount === 1 && ODD_SPACE.test(text)) {
    return `expected tabs or spaces between columns, found other white space (U+00A0 or the like): ${excerpt(text)}`;
  }
  if (columnCount === 1) {
    return `expected a token and its tag, found one column (plain text, or tags missing?): ${excerpt(text)}`;
  }
  const neededCount = Math.max(tokenColumn, tagColumn);
  if (columnCount < neededCount) {
    return `expected at least ${neededCount} columns, found ${columnCount}: ${excerpt(text)}`;
  }
  return undefined;
}

interface Column {
  /** Counted from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Of the cells that are not empty, those that are tags. */
  readonly share: number;
  readonly types: ReadonlySet<string>;
}

function columnsOf(
  rows: readonly { readonly cells: readonly string[] }[],
  columnCount: number,
): Column[] {
  return Array.from({ length: columnCount }, (_, index) => {
    const cells = rows.map((row) => row.cells[index]);
    const tags = cells.filter(isTag);
    const types = new Set(tags.filter((tag) => tag !== 'O').map((tag) => tag.slice(2)));
    const filledCount = cells.filter((cell) => cell !== '').length;
    return { number: index + 1, cells, share: tags.length / filledCount, types };
  });
}

/** The notation of a column without plain tags of entities. */
const notationOf = ({ types, cells }: Column) =>
  types.size > 0 ? undefined : detectNotation(cells);

interface FoundTags {
  readonly tagColumn: number;
  readonly notation: TagNotation;
  readonly otherTagColumns: readonly number[];
  /** Whether the column has any. */
  readonly hasTags: boolean;
}

// A few rows of a column of tags may be wrong; of the last, which is the usual one, even half of them.
const LEAST_SHARE = 0.9;
const LEAST_SHARE_OF_LAST = 0.5;

function findTags(
  columns: readonly Column[],
  isNumbered: boolean,
  options: ChosenColumns,
): FoundTags | string {
  const last = columns[columns.length - 1];
  const found = (column: Column, notation = plainNotation, others: readonly Column[] = []) => ({
    tagColumn: column.number,
    notation,
    otherTagColumns: others.map(({ number }) => number),
    hasTags: notation !== plainNotation || column.share > 0,
  });
  const possible = columns.filter(({ number }) => {
    return number !== options.tokenColumn && !(isNumbered && number === 1);
  });
  const tagged = possible.filter(({ share }) => share >= LEAST_SHARE);
  if (options.tagColumn !== undefined) {
    const chosen = columns[options.tagColumn - 1];
    const notation = chosen.share > 0 ? (notationOf(chosen) ?? plainNotation) : notationOf(chosen);
    const [other] = tagged;
    if (notation === undefined && other !== undefined) return wrongColumn(chosen, other);
    return found(chosen, notation);
  }
  // Files with numbered tokens have further tags behind those that matter: nested or of another annotator.
  if (isNumbered && tagged.length > 1) {
    const [first, ...others] = tagged;
    const same = others.filter(({ types }) => types.size === 0 || shareTypes(types, first.types));
    if (same.length === others.length) return found(first, undefined, others);
  }
  const isLastPossible = possible.includes(last);
  const notation = isLastPossible ? notationOf(last) : undefined;
  if (notation !== undefined) return found(last, notation);
  // A few tags of entities among words that are none, such as _ for O, are a fault to report.
  const isTagged = last.share >= LEAST_SHARE_OF_LAST || last.types.size > 0;
  if (isLastPossible && isTagged) return found(last);
  if (tagged.length > 1) return severalProblem(tagged);
  if (tagged.length === 1) return found(tagged[0]);
  const noted = possible.flatMap((column) => {
    const notation = notationOf(column);
    return notation === undefined ? [] : { column, notation };
  });
  const [best] = noted;
  if (best === undefined) return isNumbered && isConllu(columns) ? CONLLU_PROBLEM : found(last);
  if (noted.length > 1) return severalProblem(noted.map(({ column }) => column));
  return found(best.column, best.notation);
}

const CONLLU_COLUMNS = 10;
const isConllu = (columns: readonly Column[]) =>
  columns.length === CONLLU_COLUMNS && columns.every(({ share }) => share === 0);
const CONLLU_PROBLEM =
  'expected tags, found CoNLL-U without NER=B-PER, Entity=B-PER or name=B-PER in its last column, MISC';

const shareTypes = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
  [...some].some((type) => others.has(type));

function wrongColumn({ number, cells }: Column, other: Column): string {
  return `expected tags in column ${number}, found ${excerpt(cells[0])}; column ${other.number} has tags (--tag-column ${other.number})`;
}

function severalProblem(columns: readonly Column[]): string {
  const examples = columns.map(({ number, cells }) => {
    const example = cells.find((cell) => cell !== 'O') ?? 'O';
    return `${number} (${excerpt(example)})`;
  });
  const numbers = columns.map(({ number }) => number).join(' or ');
  return `expected one column of tags, found several: ${examples.join(', ')}; choose one with --tag-column ${numbers}`;
}
