// The rows that are kept of a word-vector file, and facts about all its rows.
import { isUtf8 } from 'node:buffer';
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import { WordTable } from './word-table.js';

// In floats. Beyond it, the capacity grows by doubling.
const MAXIMUM_INITIAL_CAPACITY = 1 << 24;
// As many as 4 GB hold.
const MOST_NUMBERS = 2 ** 30;
const NAMED_PLACES = 3;

const DIGIT_ZERO = 0x30;
const DIGIT_NINE = 0x39;

/**
 * The class of a row by its word alone. A row is repeated if an earlier row of its word was kept.
 */
export type RowClass = 'wanted' | 'unwanted' | 'repeated';

export interface CollectorOptions {
  readonly path: string;
  readonly wanted: ReadonlySet<string>;
  /** The number of rows from the top that are kept in any case. */
  readonly keep: number;
  readonly dimension: number;
  /** The name of a row's place in warnings. */
  readonly placeName: 'line' | 'row' | 'vector';
}

/** Parses the rows of one format, chunk by chunk, from the bytes after the head of a file. */
export interface VectorParser {
  /** Parses the complete rows and returns their byte count. The rest must be passed again. */
  parse(bytes: Buffer): number;
  /** Parses the bytes that are left at the end of the file. */
  finish(rest: Buffer): void;
}

/** Rows are classified by their word first, so the numbers of unwanted rows are never parsed. */
export class RowCollector {
  readonly words: string[] = [];
  rowCount = 0;
  readonly #options: CollectorOptions;
  readonly #table = new WordTable();
  // The place of the kept row of each word of the table, or 0 for a wanted word without a row so
  // far.
  readonly #places: number[] = [];
  readonly #repeats: string[] = [];
  readonly #notUtf8: number[] = [];
  #repeatCount = 0;
  #notUtf8Count = 0;
  #values: Float32Array;
  #hasZero = false;
  #hasOtherDigit = false;

  constructor(options: CollectorOptions) {
    this.#options = options;
    for (const word of options.wanted) {
      const bytes = Buffer.from(word);
      if (this.#table.find(bytes, 0, bytes.length) < 0) this.#addWord(bytes, 0, bytes.length, 0);
    }
    const capacity = (options.keep + options.wanted.size) * options.dimension;
    this.#values = new Float32Array(Math.min(capacity, MAXIMUM_INITIAL_CAPACITY));
  }

  /** The class of a row, whose digits count for `digitsAreZeros`. */
  classify(bytes: Buffer, wordStart: number, wordEnd: number): RowClass {
    this.#noteDigits(bytes, wordStart, wordEnd);
    const known = this.#table.find(bytes, wordStart, wordEnd);
    if (known >= 0 && this.#places[known] > 0) return 'repeated';
    return known >= 0 || this.rowCount < this.#options.keep ? 'wanted' : 'unwanted';
  }

  /**
   * The place for the values of the next row to be kept.
   *
   * @throws InputError if the kept rows take too much memory
   */
  nextValues(): Float32Array {
    const start = this.words.length * this.#options.dimension;
    const end = start + this.#options.dimension;
    if (end > this.#values.length) {
      if (end > MOST_NUMBERS) {
        const { path, dimension } = this.#options;
        const most = Math.floor(MOST_NUMBERS / dimension);
        throw new InputError(
          `${path}: expected to keep at most ${most} vectors of ${dimension} numbers, found more (see --keep-vectors)`,
        );
      }
      const longer = new Float32Array(Math.min(end * 2, MOST_NUMBERS));
      longer.set(this.#values);
      this.#values = longer;
    }
    return this.#values.subarray(start, end);
  }

  /** Keeps the row whose values were written to `nextValues()`. */
  keep(bytes: Buffer, wordStart: number, wordEnd: number, place: number): void {
    const known = this.#table.find(bytes, wordStart, wordEnd);
    if (known >= 0) this.#places[known] = place;
    else this.#addWord(bytes, wordStart, wordEnd, place);
    const word = bytes.toString('utf8', wordStart, wordEnd);
    if (word.includes('\ufffd') && !isUtf8(bytes.subarray(wordStart, wordEnd))) {
      if (this.#notUtf8Count++ < NAMED_PLACES) this.#notUtf8.push(place);
    }
    this.words.push(word);
    this.rowCount++;
  }

  skip(): void {
    this.rowCount++;
  }

  /** Skips a row whose word was kept from an earlier row. */
  repeat(bytes: Buffer, wordStart: number, wordEnd: number, place: number): void {
    this.rowCount++;
    if (this.#repeatCount++ >= NAMED_PLACES) return;
    const first = this.#places[this.#table.find(bytes, wordStart, wordEnd)];
    const word = bytes.toString('utf8', wordStart, wordEnd);
    const { placeName } = this.#options;
    this.#repeats.push(`${placeName} ${place} repeats ${excerpt(word)} of ${placeName} ${first}`);
  }

  /** The values of the kept rows: (words.length, dimension). */
  keptValues(): Float32Array {
    return this.#values.subarray(0, this.words.length * this.#options.dimension);
  }

  /** Whether some word has the digit 0 and none has another. */
  get digitsAreZeros(): boolean {
    return this.#hasZero && !this.#hasOtherDigit;
  }

  warnings(): string[] {
    const warnings: string[] = [];
    if (this.#repeatCount > 0) {
      const rows = this.#repeatCount === 1 ? '1 row' : `${this.#repeatCount} rows`;
      const places = list(this.#repeats, this.#repeatCount);
      warnings.push(`skipped ${rows} with the word of an earlier row: ${places}`);
    }
    if (this.#notUtf8Count > 0) {
      const words = this.#notUtf8Count === 1 ? '1 word is' : `${this.#notUtf8Count} words are`;
      const named = this.#notUtf8.map((place) => `${this.#options.placeName} ${place}`);
      const places = list(named, this.#notUtf8Count);
      warnings.push(`${words} not UTF-8 and cannot be looked up: ${places}`);
    }
    return warnings;
  }

  #addWord(bytes: Buffer, start: number, end: number, place: number): void {
    this.#table.add(bytes, start, end);
    this.#places.push(place);
  }

  #noteDigits(bytes: Buffer, start: number, end: number): void {
    if (this.#hasOtherDigit) return;
    for (let at = start; at < end; at++) {
      if (bytes[at] === DIGIT_ZERO) this.#hasZero = true;
      else if (bytes[at] > DIGIT_ZERO && bytes[at] <= DIGIT_NINE) this.#hasOtherDigit = true;
    }
  }
}

function list(named: readonly string[], count: number): string {
  return named.join(', ') + (count > named.length ? ', …' : '');
}
