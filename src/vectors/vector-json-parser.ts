// Rows of the JSON in which wink packages hold word vectors: {"size", "dimensions", ..., "words":
// [...], "vectors": {"the": [...], ...}, ...}. The numbers of a row are the vector, its norm and the
// index of the word.
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import { parseJson } from '../files/parse-json.js';
import { parseDecimals } from './decimal-parser.js';
import type { RowCollector, VectorParser } from './row-collector.js';
import { MAXIMUM_ROW_BYTES, type VectorLayout } from './vector-layout.js';

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const CLOSING_BRACE = 0x7d;

// A string cannot hold this key, since its quotes would be escaped.
const VECTORS_KEY = /"vectors"\s*:\s*\{/;
const LONGEST_KEY = 64;

/**
 * Reads rows of the member "vectors" into `rows`. The numbers of skipped rows are not read, and the
 * other members are skipped.
 */
export class VectorJsonParser implements VectorParser {
  readonly #path: string;
  readonly #rows: RowCollector;
  readonly #dimension: number;
  /** The numbers of a row, which are more than those of the vector. */
  readonly #numbers: Float32Array;
  #state: 'before' | 'rows' | 'after' = 'before';
  #lastByte = 0;

  constructor(path: string, layout: VectorLayout, rows: RowCollector) {
    this.#path = path;
    this.#rows = rows;
    this.#dimension = layout.dimension;
    this.#numbers = new Float32Array(layout.rowLength ?? layout.dimension);
  }

  parse(bytes: Buffer): number {
    let start = this.#state === 'before' ? this.#findRows(bytes) : 0;
    if (this.#state === 'rows') start = this.#parseRows(bytes, start);
    if (this.#state !== 'after') return start;
    for (let at = start; at < bytes.length; at++) if (bytes[at] > SPACE) this.#lastByte = bytes[at];
    return bytes.length;
  }

  finish(rest: Buffer): void {
    this.parse(rest);
    if (this.#state === 'before') {
      throw new InputError(`${this.#path}: expected the vectors in a member "vectors", found none`);
    }
    if (this.#state === 'rows') throw this.#noRow('the end of the file');
    if (this.#lastByte !== CLOSING_BRACE) {
      throw new InputError(`${this.#path}: expected } at the end of the file, which is cut short`);
    }
  }

  /** The position of the first row, or of the bytes that must be looked at again. */
  #findRows(bytes: Buffer): number {
    const found = VECTORS_KEY.exec(bytes.toString('latin1'));
    if (found === null) return Math.max(0, bytes.length - LONGEST_KEY);
    this.#state = 'rows';
    return found.index + found[0].length;
  }

  #parseRows(bytes: Buffer, from: number): number {
    let start = from;
    for (;;) {
      const at = skipSpace(bytes, start, COMMA);
      if (bytes[at] === CLOSING_BRACE) {
        this.#state = 'after';
        return at + 1;
      }
      const end = bytes.indexOf(CLOSING_BRACKET, this.#endOfWord(bytes, at));
      if (end < 0) {
        if (bytes.length - start <= MAXIMUM_ROW_BYTES) return start;
        throw this.#noRow(`more than ${MAXIMUM_ROW_BYTES >> 20} MiB without an end`);
      }
      this.#parseRow(bytes, at, end);
      start = end + 1;
    }
  }

  /** The position after the closing quote, or the end of the bytes. */
  #endOfWord(bytes: Buffer, start: number): number {
    if (start >= bytes.length) return start;
    if (bytes[start] !== QUOTE) throw this.#noRow(excerptOf(bytes, start));
    for (let at = start + 1; at < bytes.length; at++) {
      if (bytes[at] === QUOTE) return at + 1;
      if (bytes[at] === BACKSLASH) at++;
    }
    return bytes.length;
  }

  #parseRow(bytes: Buffer, start: number, end: number): void {
    const wordEnd = this.#endOfWord(bytes, start) - 1;
    const colon = skipSpace(bytes, wordEnd + 1);
    const bracket = skipSpace(bytes, colon + 1);
    if (bytes[colon] !== COLON || bytes[bracket] !== OPENING_BRACKET) {
      throw this.#noRow(excerptOf(bytes, start));
    }
    const word = this.#wordOf(bytes, start, wordEnd);
    const row = this.#rows.rowCount + 1;
    const rowClass = this.#rows.classify(word, 0, word.length);
    if (rowClass === 'unwanted') this.#rows.skip();
    else if (rowClass === 'repeated') this.#rows.repeat(word, 0, word.length, row);
    else {
      this.#parseValues(bytes.subarray(bracket + 1, end));
      this.#rows.keep(word, 0, word.length, row);
    }
  }

  #wordOf(bytes: Buffer, start: number, wordEnd: number): Buffer {
    const word = bytes.subarray(start + 1, wordEnd);
    if (!word.includes(BACKSLASH)) return word;
    const text = parseJson(bytes.toString('utf8', start, wordEnd + 1));
    if (typeof text !== 'string') throw this.#noRow(excerptOf(bytes, start));
    return Buffer.from(text);
  }

  #parseValues(list: Buffer): void {
    // As a line of text, which the parser of numbers reads.
    const line = Buffer.allocUnsafe(list.length + 1);
    for (let at = 0; at < list.length; at++) line[at] = list[at] === COMMA ? SPACE : list[at];
    line[list.length] = LINE_FEED;
    if (!parseDecimals(line, 0, this.#numbers)) throw this.#noRow(excerptOf(list, 0));
    this.#rows.nextValues().set(this.#numbers.subarray(0, this.#dimension));
  }

  #noRow(found: string): InputError {
    const expected = `expected a word and ${this.#numbers.length} numbers, as "word":[1,2]`;
    return new InputError(
      `${this.#path}: vector ${this.#rows.rowCount + 1}: ${expected}, found ${found}`,
    );
  }
}

function skipSpace(bytes: Buffer, start: number, alsoSkipped = SPACE): number {
  let at = start;
  while (at < bytes.length && (bytes[at] <= SPACE || bytes[at] === alsoSkipped)) at++;
  return at;
}

const excerptOf = (bytes: Buffer, start: number) =>
  excerpt(bytes.toString('utf8', start, Math.min(bytes.length, start + 200)));
