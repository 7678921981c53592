// The lines of a column file: which of them hold a token, and which token.

import { endsSentence, isComment, splitColumns } from '../../corpora/columns.js';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { refuseLoneReturn, withoutByteOrderMark } from '../../files/utf8-lines.js';
import type { Line } from '../formats/format.js';
import type { ColumnGatherer } from './column-passages.js';

export interface RowParser {
  /** @throws InputError for a row without the token's column */
  parse(line: Line): void;
  /** Places what still waits for a row. */
  finish(): void;
}

export interface Columns {
  /** Of the file, in errors. */
  readonly name: string;
  /** Counted from 1. */
  readonly tokenColumn: number;
}

// The most lines that wait for the first row of a file.
const mostWaiting = 1 << 16;

/**
 * Places each line of a file in the gatherer. In one column no tag tells a word that begins with a hash from a comment:
 * it is a token. Lines before the first row wait for it to show whether there is one column.
 */
export function createRowParser(gatherer: ColumnGatherer, columns: Columns): RowParser {
  let lineCount = 0;
  let waiting: Row[] = [];
  let isSingle = columns.tokenColumn > 1 ? false : undefined;

  const place = (row: Row) => placeRow(row, isSingle === true, gatherer, columns);
  const settle = (value: boolean) => {
    const rows = waiting;
    waiting = [];
    isSingle = value;
    for (const row of rows) place(row);
  };

  return {
    parse: (line) => {
      const lineNumber = ++lineCount;
      const text = lineNumber === 1 ? withoutByteOrderMark(line.text) : line.text;
      refuseLoneReturn(text, columns.name, lineNumber);
      const row = { line, lineNumber, values: splitColumns(text) };
      if (isSingle === undefined) {
        const isRow = !endsSentence(row.values) && !isComment(row.values);
        if (isRow) settle(row.values.length === 1);
        else if (waiting.length === mostWaiting) settle(true);
      }
      if (isSingle === undefined) waiting.push(row);
      else place(row);
    },
    finish: () => {
      if (isSingle === undefined) settle(true);
    },
  };
}

interface Row {
  readonly line: Line;
  readonly lineNumber: number;
  readonly values: readonly string[];
}

function placeRow(
  { line, lineNumber, values }: Row,
  isSingle: boolean,
  gatherer: ColumnGatherer,
  { name, tokenColumn }: Columns,
): void {
  const mayBeComment = !gatherer.isInside() && !(isSingle && values.length === 1);
  if (endsSentence(values) || (mayBeComment && isComment(values))) {
    gatherer.addOther(line);
    return;
  }
  if (values.length < tokenColumn) {
    throw new InputError(
      `${name}:${lineNumber}: expected at least ${tokenColumn} columns, found ${values.length}: ${excerpt(line.text)}`,
    );
  }
  gatherer.addRow(line, values[tokenColumn - 1]);
}
