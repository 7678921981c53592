// Word vectors from a file: GloVe or word2vec text, fastText's .vec, word2vec binary, each also gzipped.

import { createHash } from 'node:crypto';
import { InputError } from '../errors.js';
import { fileByteCount, readChunks } from '../files/read-chunks.js';
import { type VectorParser, VectorRows } from './row-collector.js';
import { VectorBinaryParser } from './vector-binary-parser.js';
import { recogniseVectors, type VectorFormat, type VectorLayout } from './vector-format.js';
import { VectorTextParser } from './vector-text-parser.js';

// Enough to hold the end of a row that began in the chunk before.
const jointByteCount = 1 << 14;

export interface WordVectorOptions {
  /** Forms looked for beyond the most frequent rows. */
  readonly wanted: ReadonlySet<string>;
  /** How many rows from the top of the file (most frequent first) are kept whatever is wanted. */
  readonly keep: number;
  /** The width expected, where a model already fixes it. */
  readonly dimension?: number;
  /** Bytes as the file is stored, packed or not. */
  readonly onProgress?: (bytesRead: number, byteCount: number) => void;
}

export interface WordVectors {
  readonly format: VectorFormat;
  readonly dimension: number;
  readonly fileRowCount: number;
  /** The words of the kept rows, in the order of the file. */
  readonly words: readonly string[];
  /** (words.length, dimension) */
  readonly rows: Float32Array;
  /** Whether digits were made 0 before training: some word of the file holds 0 and none another digit. */
  readonly digitsAreZeros: boolean;
  /** Of the bytes of the file as it is stored, packed or not. */
  readonly sha256: string;
  readonly warnings: readonly string[];
}

/**
 * Reads the rows asked for in one pass; memory is bounded by the kept rows.
 *
 * Kept rows are checked value by value. Of the others only the word is looked at, and they may
 * hold anything else. A repeated word is noticed where its first row was kept.
 *
 * @throws InputError if the file can't be read, is no vector file, was cut short, has another
 * dimension than expected, or if a kept row is wrong: its line (in binary files its row) is named
 */
export async function readWordVectors(
  path: string,
  options: WordVectorOptions,
): Promise<WordVectors> {
  const byteCount = await fileByteCount(path);
  const hash = createHash('sha256');
  let bytesRead = 0;
  const chunks = readChunks(path, (bytes) => {
    hash.update(bytes);
    bytesRead += bytes.length;
    options.onProgress?.(bytesRead, byteCount);
  });
  try {
    const { layout, rest } = await readHead(path, chunks);
    checkDimension(path, layout.dimension, options.dimension);
    const isBinary = layout.format === 'word2vec binary';
    const rows = new VectorRows({
      wanted: options.wanted,
      keep: options.keep,
      dimension: layout.dimension,
      placeName: isBinary ? 'row' : 'line',
    });
    const Parser = isBinary ? VectorBinaryParser : VectorTextParser;
    await parseChunks(new Parser(path, layout, rows), rest, chunks);
    const warnings = [...rows.warnings(), ...checkRowCount(path, layout, rows.rowCount)];
    return {
      format: layout.format,
      dimension: layout.dimension,
      fileRowCount: rows.rowCount,
      words: rows.words,
      rows: rows.keptValues(),
      digitsAreZeros: rows.digitsAreZeros,
      sha256: hash.digest('hex'),
      warnings: warnings.map((warning) => `${path}: ${warning}`),
    };
  } finally {
    // Closes the file also when its content is refused.
    await chunks.return();
  }
}

/** Reads as many chunks as it takes to recognise the format. */
async function readHead(
  path: string,
  chunks: AsyncGenerator<Buffer, void>,
): Promise<{ layout: VectorLayout; rest: Buffer }> {
  let head: Buffer = Buffer.alloc(0);
  for (;;) {
    const { value: chunk } = await chunks.next();
    if (chunk) head = Buffer.concat([head, chunk]);
    const layout = recogniseVectors(path, head, chunk === undefined);
    if (layout) return { layout, rest: head.subarray(layout.byteOffset) };
  }
}

function checkDimension(path: string, found: number, expected: number | undefined): void {
  if (expected === undefined || found === expected) return;
  throw new InputError(`${path}: expected vectors of ${expected} values, found ${found}`);
}

/** Hands every byte to the parser: a row cut by the end of a chunk is joined with the beginning of the next. */
async function parseChunks(
  parser: VectorParser,
  head: Buffer,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  let rest = head.subarray(parser.parse(head));
  for await (const chunk of chunks) {
    const joint = Buffer.concat([rest, chunk.subarray(0, jointByteCount)]);
    const parsedCount = parser.parse(joint);
    const isJoined = parsedCount >= rest.length;
    const next = isJoined
      ? chunk.subarray(parsedCount - rest.length)
      : Buffer.concat([rest.subarray(parsedCount), chunk]);
    // A copy, for the chunk is overwritten by the next but one.
    rest = Buffer.from(next.subarray(parser.parse(next)));
  }
  parser.finish(rest);
}

/** Too few rows are an error; rows beyond the count are read and told in a warning. */
function checkRowCount(path: string, { rowCount }: VectorLayout, found: number): string[] {
  if (rowCount === undefined || found === rowCount) return [];
  const counts = `expected as many rows as the first line says (${rowCount}), found ${found}`;
  if (found < rowCount) throw new InputError(`${path}: ${counts}`);
  return [counts];
}
