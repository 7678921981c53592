// Which of the word-vector formats a file is in, told from its first bytes.

import { isUtf8 } from 'node:buffer';
import { InputError } from '../errors.js';
import { isNumeric } from './decimal-parser.js';

/** A row longer than this is no row of a vector file, and is not waited for. */
export const rowByteCountEnd = 1 << 20;
const dimensionEnd = 1 << 16;

const excerptLength = 60;
const sampleByteCount = 1024;
const countLine = /^(\d+)[ \t]+(\d+)[ \t]*$/;
const controlCharacter = /[^\P{Cc}\t\r\n\u0080-\u009f]/u;

// Files that people meet beside vector files, by the bytes they begin with.
const strangers: readonly { readonly start: Buffer; readonly name: string }[] = [
  { start: Buffer.from('PK\x03\x04', 'latin1'), name: 'a zip archive (unpack it first)' },
  { start: Buffer.from('BZh'), name: 'a bzip2 archive (unpack it first)' },
  { start: Buffer.from('\xfd7zXZ', 'latin1'), name: 'an xz archive (unpack it first)' },
  {
    start: Buffer.from('\xba\x16\x4f\x2f', 'latin1'),
    name: 'a fastText model (its vectors are in the .vec file beside it)',
  },
];

/** The formats told apart; fastText's `.vec` is word2vec text. */
export type VectorFormat = 'GloVe text' | 'word2vec text' | 'word2vec binary';

/** What the head of a vector file tells about the rest. */
export interface VectorLayout {
  readonly format: VectorFormat;
  readonly dimension: number;
  /** As the count line says; undefined where there is none. */
  readonly rowCount: number | undefined;
  /** Where the first row begins. */
  readonly byteOffset: number;
}

/**
 * Recognises the format by the first line: the counts of rows and values (word2vec), or a word and
 * its numbers (GloVe).
 *
 * @param head    the first bytes of the unpacked file
 * @param isWhole whether no more bytes follow
 * @returns undefined if more bytes are needed
 * @throws InputError if this is no vector file
 */
export function recogniseVectors(
  path: string,
  head: Buffer,
  isWhole: boolean,
): VectorLayout | undefined {
  if (head.length === 0) throw notVectors(path, 'an empty file');
  const stranger = strangers.find(({ start }) => head.subarray(0, start.length).equals(start));
  if (stranger) throw notVectors(path, stranger.name);
  const lineStart = head.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0;
  const lineFeed = head.indexOf(0x0a);
  const isLast = isWhole || head.length > rowByteCountEnd;
  if (lineFeed < 0 && !isLast) return undefined;
  const lineEnd = lineFeed < 0 ? head.length : lineFeed;
  const line = head.subarray(lineStart, lineEnd);
  if (!isText(line)) throw notVectors(path, 'bytes that are not text');
  const text = line.toString().replace(/\r$/, '');
  const counts = countLine.exec(text);
  if (counts === null) {
    const dimension = dimensionOf(path, text);
    return { format: 'GloVe text', dimension, rowCount: undefined, byteOffset: lineStart };
  }
  const [rowCount, dimension] = checkCounts(path, text, counts);
  const byteOffset = Math.min(lineEnd + 1, head.length);
  const sample = sampleOfValues(head.subarray(byteOffset), dimension, isLast);
  if (sample === undefined) return undefined;
  const format = isText(sample) ? 'word2vec text' : 'word2vec binary';
  return { format, dimension, rowCount, byteOffset };
}

/** The beginning of a text, short enough for a message. */
export function excerpt(text: string): string {
  return text.length > excerptLength ? `${text.slice(0, excerptLength)}...` : text;
}

/** Words may hold spaces, but the values after them are numbers: most fields of the first row are. */
function dimensionOf(path: string, text: string): number {
  const fields = text.split(/[ \t]+/).slice(1);
  const values = fields.filter((field, index) => field !== '' || index < fields.length - 1);
  const numberCount = values.filter(isNumeric).length;
  if (numberCount * 2 <= values.length || values.length >= dimensionEnd) {
    throw notVectors(path, `"${excerpt(text)}"`);
  }
  return values.length - Math.max(0, values.findIndex(isNumeric));
}

function checkCounts(path: string, text: string, counts: RegExpExecArray): [number, number] {
  const rowCount = Number(counts[1]);
  const dimension = Number(counts[2]);
  if (rowCount === 0 || dimension === 0 || dimension >= dimensionEnd) {
    throw new InputError(
      `${path}:1: expected the count of rows and of the values in a row (fewer than ${dimensionEnd}), found "${excerpt(text)}"`,
    );
  }
  return [rowCount, dimension];
}

/** Some bytes after the first word: numbers in text, or the float32 values themselves. */
function sampleOfValues(rows: Buffer, dimension: number, isLast: boolean): Buffer | undefined {
  const start = rows.indexOf(0x20) + 1;
  const end = start + Math.min(4 * dimension, sampleByteCount);
  if ((start === 0 || end > rows.length) && !isLast) return undefined;
  return rows.subarray(start, end);
}

/** Whether the bytes are UTF-8 without control characters; the last character may be cut. */
function isText(bytes: Buffer): boolean {
  const isWithout = (cut: number) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut)));
  return [0, 1, 2, 3].some(isWithout) && !controlCharacter.test(bytes.toString());
}

function notVectors(path: string, found: string): InputError {
  return new InputError(
    `${path}: expected word vectors (a word and its numbers a line, or word2vec's binary format), found ${found}`,
  );
}
