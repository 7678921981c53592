// The lines of a stream of bytes, as they come.
import { constants, isUtf8 } from 'node:buffer';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import type { Line } from '../formats/format.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Yields the whole lines of each chunk, and at the end the last one, which may lack its line feed.
 *
 * @param name of the stream in errors
 * @throws InputError for bytes that are no UTF-8, after the lines before them
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  maximumLength = constants.MAX_STRING_LENGTH,
): AsyncGenerator<Line[]> {
  let lineCount = 0;
  let pieces: Uint8Array[] = [];
  let length = 0;

  function take(last: Uint8Array): Lines {
    const bytes = pieces.length === 0 ? bufferOf(last) : Buffer.concat([...pieces, last]);
    // Let go before the lines are worked on: one of them may be as long as all memory allows.
    pieces = [];
    length = 0;
    const taken = linesOf(bytes);
    lineCount += taken.lines.length;
    return taken;
  }

  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      const { lines, spoilt } = take(chunk.subarray(0, end));
      yield lines;
      if (spoilt) throw noText(spoilt, `${name}:${lineCount + 1}`);
    }
    if (end === chunk.length) continue;
    pieces.push(chunk.subarray(end));
    length += chunk.length - end;
    if (length > maximumLength) {
      throw new InputError(
        `${name}:${lineCount + 1}: expected lines of at most ${maximumLength} bytes, found a longer one`,
      );
    }
  }
  if (length === 0) return;
  const { lines, spoilt } = take(new Uint8Array());
  yield lines;
  if (spoilt) throw noText(spoilt, `${name}:${lineCount + 1}`);
}

interface Lines {
  readonly lines: Line[];
  /** The line behind them, where it is no UTF-8. */
  readonly spoilt?: Buffer;
}

function linesOf(bytes: Buffer): Lines {
  const lines: Line[] = [];
  const isText = isUtf8(bytes);
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(lineFeed, start);
    const next = found < 0 ? bytes.length : found + 1;
    if (!isText && !isUtf8(bytes.subarray(start, next))) {
      return { lines, spoilt: bytes.subarray(start, next) };
    }
    lines.push(decodeLine(bytes, start, next));
    start = next;
  }
  return { lines };
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length);

function decodeLine(bytes: Buffer, start: number, next: number): Line {
  if (bytes[next - 1] !== lineFeed) return { text: bytes.toString('utf8', start, next), end: '' };
  const hasReturn = next - 1 > start && bytes[next - 2] === carriageReturn;
  const end = hasReturn ? '\r\n' : '\n';
  return { text: bytes.toString('utf8', start, next - end.length), end };
}

function noText(bytes: Buffer, where: string): InputError {
  const text = excerpt(bytes.subarray(0, 1024).toString('utf8'));
  return new InputError(`${where}: expected UTF-8 text, found other bytes: ${text}`);
}
