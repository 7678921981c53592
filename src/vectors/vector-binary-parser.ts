// Rows of word2vec's binary format: a word, a space, and its values as little-endian float32.
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import type { RowCollector, VectorParser } from './row-collector.js';
import { MAXIMUM_ROW_BYTES, type VectorLayout } from './vector-layout.js';

const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** Reads rows of word2vec's binary format into `rows`. The values of skipped rows are not read. */
export class VectorBinaryParser implements VectorParser {
  readonly #path: string;
  readonly #rows: RowCollector;
  readonly #dimension: number;
  readonly #rowCount: number;

  constructor(path: string, layout: VectorLayout, rows: RowCollector) {
    this.#path = path;
    this.#rows = rows;
    this.#dimension = layout.dimension;
    // The format is detected only by its count line.
    this.#rowCount = layout.rowCount ?? 0;
  }

  parse(bytes: Buffer): number {
    const valueByteCount = 4 * this.#dimension;
    let start = skipLineFeeds(bytes, 0);
    while (this.#rows.rowCount < this.#rowCount) {
      const wordEnd = bytes.indexOf(SPACE, start);
      if (wordEnd < 0 && bytes.length - start > MAXIMUM_ROW_BYTES) {
        throw this.#noRow(`no space after a word of ${MAXIMUM_ROW_BYTES >> 20} MiB`);
      }
      if (wordEnd < 0 || wordEnd + 1 + valueByteCount > bytes.length) return start;
      this.#parseRow(bytes, start, wordEnd);
      // word2vec itself ends a row with a line feed, other programs do not.
      start = skipLineFeeds(bytes, wordEnd + 1 + valueByteCount);
    }
    if (start === bytes.length) return start;
    throw new InputError(
      `${this.#path}: expected the file to end after row ${this.#rowCount}, found more bytes`,
    );
  }

  finish(): void {
    if (this.#rows.rowCount >= this.#rowCount) return;
    throw this.#noRow(`the end of the file (the first line says ${this.#rowCount} rows)`);
  }

  #parseRow(bytes: Buffer, start: number, wordEnd: number): void {
    const row = this.#rows.rowCount + 1;
    const rowClass = this.#rows.classify(bytes, start, wordEnd);
    if (rowClass === 'unwanted') this.#rows.skip();
    else if (rowClass === 'repeated') this.#rows.repeat(bytes, start, wordEnd, row);
    else {
      const wrong = decodeFloats(bytes, wordEnd + 1, this.#rows.nextValues());
      if (wrong !== undefined) {
        const word = excerpt(bytes.toString('utf8', start, wordEnd));
        const expected = `expected a number as value ${wrong.index + 1} of ${this.#dimension}`;
        throw new InputError(
          `${this.#path}: row ${row} (${word}): ${expected}, found ${wrong.value}`,
        );
      }
      this.#rows.keep(bytes, start, wordEnd, row);
    }
  }

  #noRow(found: string): InputError {
    const expected = `expected a word and ${this.#dimension} float32 values`;
    return new InputError(
      `${this.#path}: row ${this.#rows.rowCount + 1}: ${expected}, found ${found}`,
    );
  }
}

function skipLineFeeds(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] === LINE_FEED) at++;
  return at;
}

/** Decodes `out.length` values; returns the first that is NaN or infinite, if there is one. */
function decodeFloats(
  bytes: Buffer,
  byteOffset: number,
  out: Float32Array,
): { index: number; value: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset + byteOffset, 4 * out.length);
  for (let index = 0; index < out.length; index++) {
    const value = view.getFloat32(4 * index, true);
    if (!Number.isFinite(value)) return { index, value };
    out[index] = value;
  }
  return undefined;
}
