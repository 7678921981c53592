// Which column of a column file holds the tokens, decided before its first sentence is read.
import { endsSentence, splitColumns } from '../../../corpora/columns.js';
import { isAddedWord, isHeader } from '../../../corpora/layout-clues.js';
import { withoutByteOrderMark } from '../../../files/utf8-lines.js';
import type { Line } from '../../formats/passage.js';

/** Holds lines back until the rows among them show whether the first column counts tokens. */
export interface TokenColumnFinder {
  /** Counted from 1. */
  readonly tokenColumn: number;
  /** Whether the first column counts tokens or sentences. */
  readonly isNumbered: boolean;
  /** The line with the names of the columns. */
  readonly headerLine: number | undefined;
  /** The lines that can be read by now, in order. */
  add(line: Line): readonly Line[];
  /** The lines that are left at the end of the file. */
  finish(): readonly Line[];
}

const MOST_HELD_LINES = 1 << 16;

/**
 * @param chosen the column that a flag names
 * @param warn receives a message about what is read otherwise than with the token first
 */
export function createTokenColumnFinder(
  chosen: number | undefined,
  warn: (message: string) => void,
): TokenColumnFinder {
  let isDecided = false;
  let isNumbered = false;
  let headerLine: number | undefined;
  let held: Line[] = [];
  let rowCount = 0;
  let waits = false;
  // The number in the row before it in the sentence.
  let previous: number | undefined;

  function decide(found: boolean): void {
    isDecided = true;
    isNumbered = found;
    if (isNumbered && chosen === undefined) {
      warn('read column 2 as tokens (column 1 has numbers); --token-column chooses another');
    }
  }

  function inspect({ text, lineNumber }: Line): void {
    const columns = splitColumns(lineNumber === 1 ? withoutByteOrderMark(text) : text);
    if (endsSentence(columns) || (previous === undefined && columns[0].startsWith('#'))) {
      previous = undefined;
      return;
    }
    rowCount++;
    if (rowCount === 1 && isHeader(columns)) {
      headerLine = lineNumber;
      warn(`line ${lineNumber} is a header, which gets no tag`);
      return;
    }
    waits = true;
    if (isAddedWord(columns[0])) return;
    const number = /^\d{1,9}$/u.test(columns[0]) ? Number(columns[0]) : undefined;
    if (number === undefined || columns.length === 1) decide(false);
    else if (previous !== undefined) decide(number === previous || number === previous + 1);
    else if (number > 1) decide(false);
    previous = number;
  }

  function release(): readonly Line[] {
    const lines = held;
    held = [];
    return lines;
  }

  return {
    get tokenColumn() {
      return chosen ?? (isNumbered ? 2 : 1);
    },
    get isNumbered() {
      return isNumbered;
    },
    get headerLine() {
      return headerLine;
    },
    add: (line) => {
      if (isDecided) return [line];
      inspect(line);
      held.push(line);
      if (!isDecided && held.length === MOST_HELD_LINES) decide(false);
      return waits && !isDecided ? [] : release();
    },
    finish: release,
  };
}
