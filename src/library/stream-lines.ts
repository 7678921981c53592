// The lines of a stream of text, as they arrive.
import { isUtf8 } from 'node:buffer';
import { types } from 'node:util';
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import { fileError } from '../files/system-error.js';
import { wrongType } from '../files/wrong-type.js';

/** Text or UTF-8 in chunks of any size: a stream, a generator or an array. */
export type TextSource = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

export interface StreamLimits {
  /** Name of the stream in errors. */
  readonly name: string;
  /** The most bytes of a line in UTF-8, without its end. */
  readonly maxLineBytes: number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Yields the lines that each chunk completes, without their ends, LF or CRLF.
 *
 * @throws InputError after the lines before it, if a line is too long or not UTF-8, or if the system
 * cannot read the source
 */
export async function* streamLines(
  source: TextSource,
  { name, maxLineBytes }: StreamLimits,
): AsyncGenerator<string[]> {
  let lineCount = 0;
  // The line whose end has not arrived.
  let open: Uint8Array[] = [];
  let openLength = 0;
  for await (const chunk of bytesOf(source, name)) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const bytes = Buffer.concat([...open, chunk.subarray(0, end)]);
      open = [];
      openLength = 0;
      yield* decode(bytes);
    }
    if (end < chunk.length) open.push(chunk.subarray(end));
    openLength += chunk.length - end;
    // The end of the line may be CRLF.
    if (openLength > maxLineBytes + 1) yield* decode(Buffer.concat(open));
  }
  if (openLength > 0) yield* decode(Buffer.concat(open));

  function* decode(bytes: Buffer): Generator<string[]> {
    const { lines, fault } = decodeLines(bytes, maxLineBytes);
    lineCount += lines.length;
    if (lines.length > 0) yield lines;
    if (fault !== undefined) throw new InputError(`${name}:${lineCount + 1}: ${fault}`);
  }
}

interface DecodedLines {
  readonly lines: string[];
  /** What is wrong with the line after them, if anything. */
  readonly fault?: string;
}

function decodeLines(bytes: Buffer, maxLineBytes: number): DecodedLines {
  const lines: string[] = [];
  const isText = isUtf8(bytes);
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const next = found < 0 ? bytes.length : found;
    const end = found > start && bytes[found - 1] === CARRIAGE_RETURN ? found - 1 : next;
    const line = bytes.subarray(start, end);
    if (line.length > maxLineBytes) {
      const fault = `expected lines of at most ${maxLineBytes} bytes, found a longer one`;
      return { lines, fault };
    }
    if (!isText && !isUtf8(line)) {
      const shown = excerpt(line.toString('utf8', 0, 1024));
      return { lines, fault: `expected UTF-8 text, found other bytes: ${shown}` };
    }
    lines.push(line.toString('utf8'));
    start = next + 1;
  }
  return { lines };
}

async function* bytesOf(source: TextSource, name: string): AsyncGenerator<Uint8Array> {
  // The first half of a character, whose other half is in the next chunk.
  let half = '';
  for await (const chunk of withReasons(source, name)) {
    if (typeof chunk === 'string') {
      const text = half + chunk;
      half = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : '';
      yield Buffer.from(text.slice(0, text.length - half.length));
    } else if (types.isUint8Array(chunk)) {
      yield chunk;
    } else {
      throw wrongType('tagStream: expected chunks of text or bytes', chunk);
    }
  }
  if (half !== '') yield Buffer.from(half);
}

/** Turns errors of the system into sentences. */
async function* withReasons(source: TextSource, name: string): AsyncGenerator<unknown> {
  try {
    yield* source;
  } catch (error) {
    throw fileError(error, name);
  }
}
