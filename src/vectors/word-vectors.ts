// Reads word vectors: GloVe text, word2vec text or binary, fastText's .vec, the JSON of wink packages;
// plain or gzipped.
import { createHash } from 'node:crypto';
import { InputError } from '../errors.js';
import { fileByteCount, readChunks } from '../files/read-chunks.js';
import { RowCollector, type VectorParser } from './row-collector.js';
import { VectorBinaryParser } from './vector-binary-parser.js';
import { detectVectorFormat } from './vector-format.js';
import { VectorJsonParser } from './vector-json-parser.js';
import type { VectorFormat, VectorLayout } from './vector-layout.js';
import { VectorTextParser } from './vector-text-parser.js';

// Long enough for the end of nearly every row that began in the chunk before.
const JOINT_BYTES = 1 << 14;

export interface WordVectorOptions {
  /** The words, in all their forms, whose rows are kept. */
  readonly wanted: ReadonlySet<string>;
  /** The number of rows from the top (most frequent first) that are kept in any case. */
  readonly keep: number;
  /** The expected dimension, if a model already fixes it. */
  readonly dimension?: number;
  /** Reports the bytes read so far, and all, as the file is stored. */
  readonly onProgress?: (bytesRead: number, byteCount: number) => void;
}

export interface WordVectors {
  readonly format: VectorFormat;
  readonly dimension: number;
  readonly fileRowCount: number;
  /** The words of the kept rows, in the order of the file. */
  readonly words: readonly string[];
  /** The values of the kept rows: (words.length, dimension). */
  readonly rows: Float32Array;
  /** Whether digits are written as 0: some word has a 0, and none has another digit. */
  readonly digitsAreZeros: boolean;
  /** The checksum of the file as it is stored. */
  readonly sha256: string;
  readonly warnings: readonly string[];
}

/**
 * Reads the wanted rows in one pass. Memory is bounded by the kept rows.
 *
 * Every value of a kept row is checked. Of the other rows only the word is read. A repeated word is
 * detected if its first row was kept.
 *
 * @throws InputError if the file cannot be read, is not a vector file, is cut short, has another
 * dimension than expected, or has a malformed row among those that are kept
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
    const { wanted, keep } = options;
    const { format, dimension } = layout;
    const placeName = placeNames[format];
    const rows = new RowCollector({ path, wanted, keep, dimension, placeName });
    await parseChunks(createParser(path, layout, rows), rest, chunks);
    const warnings = [...rows.warnings(), ...checkRowCount(path, layout, rows.rowCount)];
    return {
      format,
      dimension,
      fileRowCount: rows.rowCount,
      words: rows.words,
      rows: rows.keptValues(),
      digitsAreZeros: rows.digitsAreZeros,
      sha256: hash.digest('hex'),
      warnings: warnings.map((warning) => `${path}: ${warning}`),
    };
  } finally {
    // Closes the file even if its content is refused.
    await chunks.return();
  }
}

/** Reads as many chunks as it takes to detect the format. */
async function readHead(
  path: string,
  chunks: AsyncGenerator<Buffer, void>,
): Promise<{ layout: VectorLayout; rest: Buffer }> {
  let head: Buffer = Buffer.alloc(0);
  for (;;) {
    const { value: chunk } = await chunks.next();
    if (chunk) head = Buffer.concat([head, chunk]);
    const layout = detectVectorFormat(path, head, chunk === undefined);
    if (layout) return { layout, rest: head.subarray(layout.byteOffset) };
  }
}

function createParser(path: string, layout: VectorLayout, rows: RowCollector): VectorParser {
  if (layout.format === 'wink JSON') return new VectorJsonParser(path, layout, rows);
  if (layout.format === 'word2vec binary') return new VectorBinaryParser(path, layout, rows);
  return new VectorTextParser(path, layout, rows);
}

/** What a row is called in warnings. */
const placeNames = {
  'GloVe text': 'line',
  'word2vec text': 'line',
  'word2vec binary': 'row',
  'wink JSON': 'vector',
} as const;

function checkDimension(path: string, found: number, expected: number | undefined): void {
  if (expected === undefined || found === expected) return;
  throw new InputError(`${path}: expected vectors of ${expected} values, found ${found}`);
}

/** Passes every byte to the parser. A row that the end of a chunk cuts is joined again. */
async function parseChunks(
  parser: VectorParser,
  head: Buffer,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  let rest = head.subarray(parser.parse(head));
  for await (const chunk of chunks) {
    const joint = Buffer.concat([rest, chunk.subarray(0, JOINT_BYTES)]);
    const parsedCount = parser.parse(joint);
    const isJoined = parsedCount >= rest.length;
    const next = isJoined
      ? chunk.subarray(parsedCount - rest.length)
      : Buffer.concat([rest.subarray(parsedCount), chunk]);
    // A copy, because the chunk is overwritten once the next one is asked for.
    rest = Buffer.from(next.subarray(parser.parse(next)));
  }
  parser.finish(rest);
}

/** Warnings about the number of rows. Too few are an error; too many are read with a warning. */
function checkRowCount(path: string, { format, rowCount }: VectorLayout, found: number): string[] {
  if (rowCount === undefined || found === rowCount) return [];
  const source = format === 'wink JSON' ? '"size"' : 'the first line';
  const counts = `expected a row count of ${rowCount}, as ${source} says, found ${found}`;
  if (found < rowCount) throw new InputError(`${path}: ${counts}`);
  return [counts];
}
