// The rows of a word-vector file that are kept, and what is learned from all its words on the way.

import { isUtf8 } from 'node:buffer';
import { WordTable } from './word-table.js';

// Room for the rows grows by doubling from at most this many floats (64 MiB).
const firstCapacityEnd = 1 << 24;
const namedPlaceCount = 3;

const digitZero = 0x30;
const digitNine = 0x39;

/** What is to be done with a row, known from its word alone. */
export type RowFate = 'keep' | 'skip' | 'repeated';

/** Which rows are kept, and what they look like. */
export interface RowPlan {
  readonly wanted: ReadonlySet<string>;
  /** How many rows from the top are kept whatever is wanted. */
  readonly keep: number;
  readonly dimension: number;
  /** What the file calls the place of a row: text has lines, binary has rows. */
  readonly placeName: 'line' | 'row';
}

/** What reads the rows of one format from the bytes after the head of a file. */
export interface VectorParser {
  /** Reads the rows that are whole and returns their byte count; the rest comes again with more. */
  parse(bytes: Buffer): number;
  /** Takes the bytes left when the file ended. */
  finish(rest: Buffer): void;
}

/** Rows are judged by their word first, so that the numbers of a skipped row are never looked at. */
export class VectorRows {
  readonly words: string[] = [];
  rowCount = 0;
  private readonly table = new WordTable();
  // The place of the kept row of each word of the table; 0 for a wanted word not met so far.
  private readonly places: number[] = [];
  private readonly repeats: string[] = [];
  private readonly notUtf8: number[] = [];
  private repeatCount = 0;
  private notUtf8Count = 0;
  private values: Float32Array;
  private hasZero = false;
  private hasOtherDigit = false;

  constructor(private readonly plan: RowPlan) {
    for (const word of plan.wanted) {
      const bytes = Buffer.from(word);
      if (this.table.find(bytes, 0, bytes.length) < 0) this.addWord(bytes, 0, bytes.length, 0);
    }
    const rowCount = plan.keep + plan.wanted.size;
    this.values = new Float32Array(Math.min(rowCount * plan.dimension, firstCapacityEnd));
  }

  judge(bytes: Buffer, wordStart: number, wordEnd: number): RowFate {
    this.noteDigits(bytes, wordStart, wordEnd);
    const known = this.table.find(bytes, wordStart, wordEnd);
    if (known >= 0 && this.places[known] > 0) return 'repeated';
    return known >= 0 || this.rowCount < this.plan.keep ? 'keep' : 'skip';
  }

  /** Where the values of the next kept row go. */
  nextValues(): Float32Array {
    const start = this.words.length * this.plan.dimension;
    const end = start + this.plan.dimension;
    if (end > this.values.length) {
      const longer = new Float32Array(end * 2);
      longer.set(this.values);
      this.values = longer;
    }
    return this.values.subarray(start, end);
  }

  /** Keeps the row whose values were written to `nextValues()`. */
  keep(bytes: Buffer, wordStart: number, wordEnd: number, place: number): void {
    const known = this.table.find(bytes, wordStart, wordEnd);
    if (known >= 0) this.places[known] = place;
    else this.addWord(bytes, wordStart, wordEnd, place);
    const word = bytes.toString('utf8', wordStart, wordEnd);
    if (word.includes('\ufffd') && !isUtf8(bytes.subarray(wordStart, wordEnd))) {
      if (this.notUtf8Count++ < namedPlaceCount) this.notUtf8.push(place);
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
    if (this.repeatCount++ >= namedPlaceCount) return;
    const first = this.places[this.table.find(bytes, wordStart, wordEnd)];
    const word = bytes.toString('utf8', wordStart, wordEnd);
    this.repeats.push(`${this.plan.placeName} ${place} repeats "${word}" of ${first}`);
  }

  /** (words.length, dimension) */
  keptValues(): Float32Array {
    return this.values.subarray(0, this.words.length * this.plan.dimension);
  }

  get digitsAreZeros(): boolean {
    return this.hasZero && !this.hasOtherDigit;
  }

  warnings(): string[] {
    const warnings: string[] = [];
    if (this.repeatCount > 0) {
      const rows = this.repeatCount === 1 ? '1 row repeats' : `${this.repeatCount} rows repeat`;
      const places = list(this.repeats, this.repeatCount);
      warnings.push(`${rows} a word met before, the first row of each is kept: ${places}`);
    }
    if (this.notUtf8Count > 0) {
      const words = this.notUtf8Count === 1 ? '1 word is' : `${this.notUtf8Count} words are`;
      const named = this.notUtf8.map((place) => `${this.plan.placeName} ${place}`);
      const places = list(named, this.notUtf8Count);
      warnings.push(`${words} not UTF-8 and can't be looked up: ${places}`);
    }
    return warnings;
  }

  private addWord(bytes: Buffer, start: number, end: number, place: number): void {
    this.table.add(bytes, start, end);
    this.places.push(place);
  }

  private noteDigits(bytes: Buffer, start: number, end: number): void {
    if (this.hasOtherDigit) return;
    for (let at = start; at < end; at++) {
      if (bytes[at] === digitZero) this.hasZero = true;
      else if (bytes[at] > digitZero && bytes[at] <= digitNine) this.hasOtherDigit = true;
    }
  }
}

function list(named: readonly string[], count: number): string {
  return named.join(', ') + (count > named.length ? ', ...' : '');
}
