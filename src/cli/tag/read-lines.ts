// The lines of a stream of bytes, as they arrive. A long line may come in pieces, so that it needs
// no more memory than a short one.
import { isUtf8 } from 'node:buffer';
import { InputError } from '../../errors.js';
import { isInvalidText } from '../../files/encodings.js';
import { excerpt } from '../../files/excerpt.js';
import type { Line, Passage } from '../formats/passage.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

// A line as long as the longest record of several lines, if each character has two bytes.
const MAXIMUM_LINE_BYTES = 1 << 27;
const PIECE_BYTES = 1 << 17;

type Chunks = AsyncIterable<Uint8Array>;

/**
 * Yields the whole lines of each chunk, and finally the last line if it has no line feed.
 *
 * @param name of the stream in errors
 * @throws InputError for a line that is too long or not UTF-8, after the lines before it
 */
export async function* readLines(
  chunks: Chunks,
  name: string,
  maxByteLength = MAXIMUM_LINE_BYTES,
): AsyncGenerator<Line[]> {
  // Without pieces, each has its end.
  yield* readParts(chunks, name, { maxByteLength }) as AsyncGenerator<Line[]>;
}

/**
 * Yields the lines of each chunk; of a line that is longer than a piece, what has arrived, without
 * an end unless it is the last piece.
 *
 * @param name of the stream in errors
 * @throws InputError for a piece that is not UTF-8, after the pieces before it
 */
export function readPieces(
  chunks: Chunks,
  name: string,
  pieceBytes = PIECE_BYTES,
): AsyncGenerator<Passage[]> {
  return readParts(chunks, name, { pieceBytes });
}

interface Limits {
  /** Of a line. */
  readonly maxByteLength?: number;
  /** A line that has so many bytes does not wait for its end. */
  readonly pieceBytes?: number;
}

async function* readParts(
  chunks: Chunks,
  name: string,
  { maxByteLength = Number.POSITIVE_INFINITY, pieceBytes = Number.POSITIVE_INFINITY }: Limits,
): AsyncGenerator<Passage[]> {
  let lineCount = 0;
  // Bytes of the lines before.
  let byteCount = 0;
  // The line whose end has not arrived.
  let open: Uint8Array[] = [];
  let openLength = 0;
  let hasPieces = false;

  function keep(start: Uint8Array): void {
    open.push(start);
    openLength += start.length;
    if (openLength > maxByteLength) throw lengthError(maxByteLength, `${name}:${lineCount + 1}`);
  }

  function takePiece(): Passage {
    const bytes = Buffer.concat(open);
    const end = endOfWhole(bytes);
    const piece = bytes.subarray(0, end);
    if (!isUtf8(piece)) throw notUtf8Error(piece, `${name}:${lineCount + 1}`, byteCount);
    open = [bytes.subarray(end)];
    openLength = bytes.length - end;
    byteCount += end;
    return { text: piece.toString('utf8'), lineNumber: lineCount + 1 };
  }

  function take(last: Uint8Array): { readonly lines: Line[]; readonly error?: InputError } {
    const bytes = open.length === 0 ? bufferOf(last) : Buffer.concat([...open, last]);
    // Released before the caller works on the lines: one line may be as long as memory allows.
    open = [];
    openLength = 0;
    const { lines, invalid } = decodeLines(bytes, lineCount);
    lineCount += lines.length;
    const place = byteCount + (invalid ? invalid.byteOffset - bytes.byteOffset : 0);
    byteCount += bytes.length;
    return { lines, error: invalid && notUtf8Error(invalid, `${name}:${lineCount + 1}`, place) };
  }

  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const { lines, error } = take(chunk.subarray(0, end));
      yield lines;
      if (error) throw error;
    }
    if (end > 0) hasPieces = false;
    if (end < chunk.length) keep(chunk.subarray(end));
    if (openLength < pieceBytes) continue;
    hasPieces = true;
    yield [takePiece()];
  }
  if (hasPieces && openLength === 0) yield [{ text: '', end: '', lineNumber: lineCount + 1 }];
  if (openLength === 0) return;
  const { lines, error } = take(new Uint8Array());
  yield lines;
  if (error) throw error;
}

interface DecodedLines {
  readonly lines: Line[];
  /** The line after them, if it is not UTF-8. */
  readonly invalid?: Buffer;
}

/** @param lineCount of the lines before these */
function decodeLines(bytes: Buffer, lineCount: number): DecodedLines {
  const lines: Line[] = [];
  const isText = isUtf8(bytes);
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(LINE_FEED, start);
    const next = found < 0 ? bytes.length : found + 1;
    if (!isText && !isUtf8(bytes.subarray(start, next))) {
      return { lines, invalid: bytes.subarray(start, next) };
    }
    lines.push(decodeLine(bytes, start, next, lineCount + lines.length + 1));
    start = next;
  }
  return { lines };
}

/** Where bytes end, without a character or a line end whose rest has not arrived. */
function endOfWhole(bytes: Uint8Array): number {
  const last = bytes.length - 1;
  if (bytes[last] === CARRIAGE_RETURN) return last;
  // The first byte of a character is the only one that is not 10xxxxxx.
  for (let at = last; at > last - 4 && at >= 0; at--) {
    if (bytes[at] >= 0xc0) return at;
    if (bytes[at] < 0x80) break;
  }
  return bytes.length;
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length);

function decodeLine(bytes: Buffer, start: number, next: number, lineNumber: number): Line {
  if (bytes[next - 1] !== LINE_FEED) {
    return { text: bytes.toString('utf8', start, next), end: '', lineNumber };
  }
  const hasReturn = next - 1 > start && bytes[next - 2] === CARRIAGE_RETURN;
  const end = hasReturn ? '\r\n' : '\n';
  return { text: bytes.toString('utf8', start, next - end.length), end, lineNumber };
}

function lengthError(maxByteLength: number, where: string): InputError {
  return new InputError(
    `${where}: expected lines of at most ${maxByteLength} bytes, found a longer one`,
  );
}

/** @param lineOffset bytes before the line */
function notUtf8Error(line: Buffer, where: string, lineOffset: number): InputError {
  const start = line.subarray(0, 1024).toString('utf8');
  return new InputError(
    `${where}: expected UTF-8 text, found other bytes at offset ${lineOffset + validLength(line)}: ${excerpt(start)} (see --encoding and --invalid)`,
  );
}

/** Bytes before the first character that is not UTF-8. */
function validLength(line: Buffer): number {
  // The fewest bytes that cannot begin a valid line.
  let low = 0;
  let high = line.length + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (validStart(line.subarray(0, middle)) === undefined) high = middle;
    else low = middle + 1;
  }
  return Buffer.byteLength(validStart(line.subarray(0, low - 1)) ?? '');
}

/** The whole characters of bytes that may be cut off within one; undefined if they are not UTF-8. */
function validStart(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: true,
    });
  } catch (error) {
    if (isInvalidText(error)) return undefined;
    throw error;
  }
}
