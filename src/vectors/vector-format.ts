// Detection of the format of a word-vector file, by its first bytes.
import { isUtf8 } from 'node:buffer';
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import { isNumeric } from './decimal-parser.js';
import { jsonLayout, startsJson } from './json-layout.js';
import { LARGEST_DIMENSION, MAXIMUM_ROW_BYTES, type VectorLayout } from './vector-layout.js';

const SAMPLE_BYTES = 1024;
const LONGEST_START = 256;
const LONGEST_JSON_HEAD = 1 << 16;

const countLine = /^(\d+)[ \t]+(\d+)[ \t]*$/;
const controlCharacter = /[^\P{Cc}\t\r\n\u0080-\u009f]/u;

// Kinds of files that a user may have given by mistake, by their first bytes.
const otherKinds: readonly { readonly start: Buffer; readonly name: string }[] = [
  { start: Buffer.from('PK\x03\x04', 'latin1'), name: 'a zip archive (unpack it first)' },
  { start: Buffer.from('BZh'), name: 'a bzip2 archive (unpack it first)' },
  { start: Buffer.from('\xfd7zXZ', 'latin1'), name: 'an xz archive (unpack it first)' },
  {
    start: Buffer.from('\xba\x16\x4f\x2f', 'latin1'),
    name: 'a fastText model (its vectors are in the .vec file beside it)',
  },
];

/**
 * Detects the format by the first line: the numbers of rows and of values (word2vec), or a word and
 * its values (GloVe). A JSON file is recognized by its first member.
 *
 * @param head    the first bytes of the unpacked file
 * @param isWhole whether no more bytes follow
 * @returns undefined if more bytes are needed
 * @throws InputError if this is not a vector file
 */
export function detectVectorFormat(
  path: string,
  head: Buffer,
  isWhole: boolean,
): VectorLayout | undefined {
  if (head.length === 0) throw notVectors(path, 'an empty file');
  const other = otherKinds.find(({ start }) => head.subarray(0, start.length).equals(start));
  if (other) throw notVectors(path, other.name);
  const lineStart = head.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0;
  const start = head.toString('utf8', lineStart, Math.min(head.length, LONGEST_START));
  if (startsJson(start)) return layoutOfJson(path, head, isWhole);
  const lineFeed = head.indexOf(0x0a);
  const isLast = isWhole || head.length > MAXIMUM_ROW_BYTES;
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

function layoutOfJson(path: string, head: Buffer, isWhole: boolean): VectorLayout | undefined {
  const isEnough = isWhole || head.length >= LONGEST_JSON_HEAD;
  const layout = jsonLayout(path, head.toString('utf8', 0, LONGEST_JSON_HEAD), isEnough);
  // Two numbers of a row are not those of the vector.
  if (layout && Math.max(layout.dimension, (layout.rowLength ?? 0) - 2) > LARGEST_DIMENSION) {
    throw new InputError(
      `${path}: expected at most ${LARGEST_DIMENSION} values, found rows of ${layout.rowLength}`,
    );
  }
  return layout;
}

/** The dimension by the first row. Its word may hold spaces, but most of its fields are numbers. */
function dimensionOf(path: string, text: string): number {
  const fields = text.split(/[ \t]+/).slice(1);
  const values = fields.filter((field, index) => field !== '' || index < fields.length - 1);
  const numberCount = values.filter(isNumeric).length;
  if (numberCount * 2 <= values.length) throw notVectors(path, excerpt(text));
  const dimension = values.length - Math.max(0, values.findIndex(isNumeric));
  if (dimension <= LARGEST_DIMENSION) return dimension;
  throw new InputError(
    `${path}:1: expected at most ${LARGEST_DIMENSION} values, found ${dimension}: ${excerpt(text)}`,
  );
}

function checkCounts(path: string, text: string, counts: RegExpExecArray): [number, number] {
  const rowCount = Number(counts[1]);
  const dimension = Number(counts[2]);
  if (rowCount === 0 || dimension === 0 || dimension > LARGEST_DIMENSION) {
    throw new InputError(
      `${path}:1: expected the number of rows and of values per row (at most ${LARGEST_DIMENSION}), found ${excerpt(text)}`,
    );
  }
  return [rowCount, dimension];
}

/** Some bytes after the first word: numbers as text, or float32 values. */
function sampleOfValues(rows: Buffer, dimension: number, isLast: boolean): Buffer | undefined {
  const start = rows.indexOf(0x20) + 1;
  const end = start + Math.min(4 * dimension, SAMPLE_BYTES);
  if ((start === 0 || end > rows.length) && !isLast) return undefined;
  return rows.subarray(start, end);
}

/** Whether the bytes are UTF-8 without control characters. The last character may be cut. */
function isText(bytes: Buffer): boolean {
  const isWithout = (cut: number) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut)));
  return [0, 1, 2, 3].some(isWithout) && !controlCharacter.test(bytes.toString());
}

function notVectors(path: string, found: string): InputError {
  return new InputError(
    `${path}: expected word vectors (a word and its numbers on each line, word2vec's binary format, or the JSON of a wink package), found ${found}`,
  );
}
