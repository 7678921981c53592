// Rows of word2vec's binary format: a word, one space, its values as little-endian float32.

import { InputError } from '../errors.js';
import type { VectorParser, VectorRows } from './row-collector.js';
import { excerpt, rowByteCountEnd, type VectorLayout } from './vector-format.js';

const newline = 0x0a;
const space = 0x20;

/** Reads rows of word2vec's binary format into `rows`; the values of skipped rows are not looked at. */
export class VectorBinaryParser implements VectorParser {
  private readonly dimension: number;
  private readonly rowCount: number;

  constructor(
    private readonly path: string,
    layout: VectorLayout,
    private readonly rows: VectorRows,
  ) {
    this.dimension = layout.dimension;
    // The format can't be told without its count line.
    this.rowCount = layout.rowCount ?? 0;
  }

  parse(bytes: Buffer): number {
    const valueByteCount = 4 * this.dimension;
    let start = skipNewlines(bytes, 0);
    while (this.rows.rowCount < this.rowCount) {
      const wordEnd = bytes.indexOf(space, start);
      if (wordEnd < 0 && bytes.length - start > rowByteCountEnd) {
        throw this.noRow('no space after the word in 1 MiB');
      }
      if (wordEnd < 0 || wordEnd + 1 + valueByteCount > bytes.length) return start;
      this.parseRow(bytes, start, wordEnd);
      // word2vec itself ends a row with a line feed, other writers do not.
      start = skipNewlines(bytes, wordEnd + 1 + valueByteCount);
    }
    if (start === bytes.length) return start;
    throw new InputError(
      `${this.path}: expected the file to end after row ${this.rowCount}, found more`,
    );
  }

  finish(): void {
    if (this.rows.rowCount >= this.rowCount) return;
    throw this.noRow(`the end of the file (the first line promises ${this.rowCount} rows)`);
  }

  private parseRow(bytes: Buffer, start: number, wordEnd: number): void {
    const row = this.rows.rowCount + 1;
    const fate = this.rows.judge(bytes, start, wordEnd);
    if (fate === 'skip') this.rows.skip();
    else if (fate === 'repeated') this.rows.repeat(bytes, start, wordEnd, row);
    else {
      const wrong = decodeFloats(bytes, wordEnd + 1, this.rows.nextValues());
      if (wrong !== undefined) {
        const word = excerpt(bytes.toString('utf8', start, wordEnd));
        const expected = `expected a number as value ${wrong.index + 1} of ${this.dimension}`;
        throw new InputError(
          `${this.path}: row ${row} ("${word}"): ${expected}, found ${wrong.value}`,
        );
      }
      this.rows.keep(bytes, start, wordEnd, row);
    }
  }

  private noRow(found: string): InputError {
    const expected = `expected a word and ${this.dimension} float32 values`;
    return new InputError(
      `${this.path}: row ${this.rows.rowCount + 1}: ${expected}, found ${found}`,
    );
  }
}

function skipNewlines(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] === newline) at++;
  return at;
}

/** Decodes `out.length` values, or tells the first that is not finite. */
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
