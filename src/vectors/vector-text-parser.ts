// Rows of word vectors as text: a word, then its values, separated by spaces.
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import { endOfField, isDecimal, isNumeric, parseDecimals } from './decimal-parser.js';
import type { RowCollector, VectorParser } from './row-collector.js';
import { MAXIMUM_ROW_BYTES, type VectorLayout } from './vector-layout.js';

const LINE_FEED = 0x0a;
const SPACE = 0x20;

/**
 * Reads rows of GloVe or word2vec text into `rows`. Lines end in LF or CRLF.
 *
 * The numbers of skipped rows are not read, except in a last line without line feed, which shows
 * whether the file was cut short.
 */
export class VectorTextParser implements VectorParser {
  readonly #path: string;
  readonly #rows: RowCollector;
  readonly #dimension: number;
  #line: number;

  constructor(path: string, layout: VectorLayout, rows: RowCollector) {
    this.#path = path;
    this.#rows = rows;
    this.#dimension = layout.dimension;
    // The count line, if there is one, is line 1.
    this.#line = layout.rowCount === undefined ? 0 : 1;
  }

  parse(bytes: Buffer): number {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      this.#line++;
      if (!isBlank(bytes, start, end)) this.#parseRow(bytes, start);
      start = end + 1;
    }
    if (bytes.length - start <= MAXIMUM_ROW_BYTES) return start;
    const place = `${this.#path}:${this.#line + 1}`;
    throw new InputError(
      `${place}: expected a row of ${this.#dimension} values, found more than ${MAXIMUM_ROW_BYTES >> 20} MiB in one line`,
    );
  }

  finish(rest: Buffer): void {
    if (isBlank(rest, 0, rest.length)) return;
    splitRow(`${this.#path}:${this.#line + 1}`, rest, this.#dimension);
    this.parse(Buffer.concat([rest, Buffer.of(LINE_FEED)]));
  }

  #parseRow(bytes: Buffer, start: number): void {
    const wordEnd = endOfField(bytes, start);
    const rowClass = this.#rows.classify(bytes, start, wordEnd);
    if (rowClass === 'unwanted') this.#rows.skip();
    else if (rowClass === 'wanted' && parseDecimals(bytes, wordEnd, this.#rows.nextValues())) {
      this.#rows.keep(bytes, start, wordEnd, this.#line);
    } else this.#parseUnusualRow(bytes.subarray(start, bytes.indexOf(LINE_FEED, start)));
  }

  // The first field is the word of an earlier row, or more than its values follow. Then the word of
  // the row holds a space, or the row is malformed.
  #parseUnusualRow(bytes: Buffer): void {
    const place = `${this.#path}:${this.#line}`;
    const { wordStart, wordEnd, values } = splitRow(place, bytes, this.#dimension);
    const rowClass = this.#rows.classify(bytes, wordStart, wordEnd);
    if (rowClass === 'unwanted') this.#rows.skip();
    else if (rowClass === 'repeated') this.#rows.repeat(bytes, wordStart, wordEnd, this.#line);
    else {
      this.#rows.nextValues().set(values);
      this.#rows.keep(bytes, wordStart, wordEnd, this.#line);
    }
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] <= SPACE) at++;
  return at === end;
}

interface SplitRow {
  readonly wordStart: number;
  readonly wordEnd: number;
  readonly values: readonly number[];
}

/**
 * Splits a row before its last `dimension` fields. Everything before them is the word, spaces
 * included.
 *
 * A number before the values is one value too many, not the last part of a word.
 *
 * @throws InputError if the row is not a word and `dimension` numbers
 */
function splitRow(place: string, row: Buffer, dimension: number): SplitRow {
  // Each byte becomes one character, so positions in the text are positions in the row.
  const text = row.toString('latin1').replace(/[ \t\r]+$/, '');
  const fields = [...text.matchAll(/[^ \t]+/g)];
  const hasEmptyWord = fields.length === dimension && /^[ \t]/.test(text);
  const valueStart = fields.length - dimension;
  const hasOneMore = valueStart > 1 && isNumeric(fields[valueStart - 1][0]);
  if ((valueStart < 1 && !hasEmptyWord) || hasOneMore) {
    const found = `found ${fields.length - 1}: ${excerpt(row.toString().trimEnd())}`;
    throw new InputError(`${place}: expected ${dimension} values, ${found}`);
  }
  const valueTexts = fields.slice(valueStart).map(([field]) => field);
  const wrong = valueTexts.findIndex((field) => !isDecimal(field));
  if (wrong >= 0) {
    const found = excerpt(Buffer.from(valueTexts[wrong], 'latin1').toString());
    const expected = `expected a number as value ${wrong + 1} of ${dimension}`;
    throw new InputError(`${place}: ${expected}, found ${found}`);
  }
  const values = valueTexts.map(Number);
  if (hasEmptyWord) return { wordStart: 0, wordEnd: 0, values };
  const last = fields[valueStart - 1];
  return { wordStart: fields[0].index, wordEnd: last.index + last[0].length, values };
}
