// Rows of text: a word, then its values, divided by spaces; lines end in LF or CR LF.

import { InputError } from '../errors.js';
import { endOfField, isDecimal, isNumeric, parseDecimals } from './decimal-parser.js';
import type { VectorParser, VectorRows } from './row-collector.js';
import { excerpt, rowByteCountEnd, type VectorLayout } from './vector-format.js';

const newline = 0x0a;
const space = 0x20;

/**
 * Reads rows of GloVe or word2vec text (also fastText's `.vec`) into `rows`.
 *
 * The numbers of skipped rows are not looked at, except in a last line without line feed, where it
 * shows that a file was cut short.
 */
export class VectorTextParser implements VectorParser {
  private readonly dimension: number;
  private line: number;

  constructor(
    private readonly path: string,
    layout: VectorLayout,
    private readonly rows: VectorRows,
  ) {
    this.dimension = layout.dimension;
    // The count line, where there is one, is line 1.
    this.line = layout.rowCount === undefined ? 0 : 1;
  }

  parse(bytes: Buffer): number {
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      this.line++;
      if (!isBlank(bytes, start, end)) this.parseRow(bytes, start);
      start = end + 1;
    }
    if (bytes.length - start <= rowByteCountEnd) return start;
    const place = `${this.path}:${this.line + 1}`;
    throw new InputError(
      `${place}: expected a row of ${this.dimension} values, found more than 1 MiB in one line`,
    );
  }

  finish(rest: Buffer): void {
    if (isBlank(rest, 0, rest.length)) return;
    splitRow(`${this.path}:${this.line + 1}`, rest, this.dimension);
    this.parse(Buffer.concat([rest, Buffer.of(newline)]));
  }

  private parseRow(bytes: Buffer, start: number): void {
    const wordEnd = endOfField(bytes, start);
    const fate = this.rows.judge(bytes, start, wordEnd);
    if (fate === 'skip') this.rows.skip();
    else if (fate === 'keep' && parseDecimals(bytes, wordEnd, this.rows.nextValues())) {
      this.rows.keep(bytes, start, wordEnd, this.line);
    } else this.parseUnusualRow(bytes.subarray(start, bytes.indexOf(newline, start)));
  }

  // The first field was met before, or what follows it is not just the values: the row is wrong, or
  // its word holds a space.
  private parseUnusualRow(bytes: Buffer): void {
    const place = `${this.path}:${this.line}`;
    const { wordStart, wordEnd, values } = splitRow(place, bytes, this.dimension);
    const fate = this.rows.judge(bytes, wordStart, wordEnd);
    if (fate === 'skip') this.rows.skip();
    else if (fate === 'repeated') this.rows.repeat(bytes, wordStart, wordEnd, this.line);
    else {
      this.rows.nextValues().set(values);
      this.rows.keep(bytes, wordStart, wordEnd, this.line);
    }
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] <= space) at++;
  return at === end;
}

interface SplitRow {
  readonly wordStart: number;
  readonly wordEnd: number;
  readonly values: readonly number[];
}

/**
 * Splits a row before its last `dimension` fields; what stands in front of them is the word, spaces and all.
 *
 * A number in front of the values is one value too many, not the end of a word of several parts.
 *
 * @throws InputError if the row does not end in `dimension` numbers after something else
 */
function splitRow(place: string, row: Buffer, dimension: number): SplitRow {
  // Each byte is one character, so that positions in the text are positions in the row.
  const text = row.toString('latin1').replace(/[ \t\r]+$/, '');
  const fields = [...text.matchAll(/[^ \t]+/g)];
  const hasEmptyWord = fields.length === dimension && /^[ \t]/.test(text);
  const valueStart = fields.length - dimension;
  const hasOneMore = valueStart > 1 && isNumeric(fields[valueStart - 1][0]);
  if ((valueStart < 1 && !hasEmptyWord) || hasOneMore) {
    const found = `found ${fields.length - 1}: "${excerpt(row.toString().trimEnd())}"`;
    throw new InputError(`${place}: expected ${dimension} values, ${found}`);
  }
  const valueTexts = fields.slice(valueStart).map(([field]) => field);
  const wrong = valueTexts.findIndex((field) => !isDecimal(field));
  if (wrong >= 0) {
    const found = excerpt(Buffer.from(valueTexts[wrong], 'latin1').toString());
    const expected = `expected a number as value ${wrong + 1} of ${dimension}`;
    throw new InputError(`${place}: ${expected}, found "${found}"`);
  }
  const values = valueTexts.map(Number);
  if (hasEmptyWord) return { wordStart: 0, wordEnd: 0, values };
  const last = fields[valueStart - 1];
  return { wordStart: fields[0].index, wordEnd: last.index + last[0].length, values };
}
