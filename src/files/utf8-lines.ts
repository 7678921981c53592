// The lines of a UTF-8 text, decoded one by one, so that no file is too long for one string.
import { InputError } from '../errors.js';
import { joinBytes } from './bytes/join-bytes.js';
import { decodeUtf8, isUtf8 } from './bytes/utf8.js';
import { excerpt } from './excerpt.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = '\ufeff';

/** What is wrong with a line, counted from 1. */
export type LineListener = (line: number, what: string) => void;

/**
 * The lines of UTF-8 bytes without their ends, LF or CRLF, and without the byte order mark.
 *
 * @param content all bytes, or chunks of them that may be overwritten after their turn
 * @param path names the file in errors
 * @param onDamage is called before a line with bytes that are not UTF-8, a zero byte, or a carriage
 * return within it. By default, it throws an InputError.
 */
export function* utf8Lines(
  content: Uint8Array | Iterable<Uint8Array>,
  path: string,
  onDamage: LineListener = refuseLine(path),
): Generator<string> {
  let line = 0;
  for (const bytes of blocksOf(content instanceof Uint8Array ? chunksOf(content) : content)) {
    const isText = isUtf8(bytes) && !bytes.includes(0);
    const mayBeDamaged = !isText || bytes.includes(CARRIAGE_RETURN);
    for (const text of isText ? decodedLines(bytes) : rawLines(bytes)) {
      line++;
      const damage = mayBeDamaged ? damageOf(text) : undefined;
      if (damage !== undefined) onDamage(line, damage);
      const decoded = typeof text === 'string' ? text : decodeUtf8(text);
      yield line === 1 ? withoutByteOrderMark(decoded) : decoded;
    }
  }
}

/** Decoding many lines at once is several times as fast as decoding each. */
function decodedLines(bytes: Uint8Array): string[] {
  const block = decodeUtf8(bytes);
  const lines = block.split('\n');
  if (block.endsWith('\n')) lines.pop();
  return block.includes('\r') ? lines.map((line) => line.replace(/\r$/, '')) : lines;
}

function rawLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(LINE_FEED, start);
    const next = found < 0 ? bytes.length : found;
    lines.push(bytes.subarray(start, bytes[next - 1] === CARRIAGE_RETURN ? next - 1 : next));
    start = next + 1;
  }
  return lines;
}

// No file is too long for one string.
const CHUNK_BYTES = 1 << 16;

function* chunksOf(content: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < content.length; start += CHUNK_BYTES) {
    yield content.subarray(start, start + CHUNK_BYTES);
  }
}

/** The same bytes, cut at ends of lines. */
function* blocksOf(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let carried: Uint8Array[] = [];
  for (const bytes of chunks) {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const whole = bytes.subarray(0, end);
      yield carried.length === 0 ? whole : joinBytes([...carried, whole]);
      carried = [];
    }
    if (end < bytes.length) carried.push(new Uint8Array(bytes.subarray(end)));
  }
  if (carried.length > 0) yield joinBytes(carried);
}

/** A listener that throws an InputError. */
export function refuseLine(path: string): LineListener {
  return (line, what) => {
    throw new InputError(`${path}:${line}: ${what}`);
  };
}

/** @throws InputError for a carriage return within a line, which must end in LF or CRLF */
export function refuseLoneReturn(text: string, path: string, line: number): void {
  const damage = damageIn(text);
  if (damage !== undefined) refuseLine(path)(line, damage);
}

/** @param text from the start of a file */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function damageIn(text: string): string | undefined {
  if (!text.includes('\r')) return undefined;
  return `expected lines that end in LF or CRLF, found a lone carriage return: ${excerpt(text)}`;
}

// Spreadsheets and editors write them at the start of a file.
const UTF_16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

const SHOWN_BYTES = 1024;
// In fewer bytes, a zero may be anything.
const FEWEST_BYTES = 4;

/** Whether every other byte is zero or nearly so, as in Latin text in UTF-16. */
function isUtf16(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, SHOWN_BYTES);
  const isMostlyZero = (first: number) => {
    let zeroCount = 0;
    for (let index = first; index < start.length; index += 2) if (start[index] === 0) zeroCount++;
    return zeroCount * 4 >= start.length;
  };
  return start.length >= FEWEST_BYTES && isMostlyZero(0) !== isMostlyZero(1);
}

function damageOf(bytes: string | Uint8Array): string | undefined {
  if (typeof bytes === 'string') return damageIn(bytes);
  const isMarked = UTF_16_MARKS.some(([a, b]) => bytes[0] === a && bytes[1] === b);
  if (isMarked || isUtf16(bytes)) {
    return 'expected UTF-8 text, found UTF-16';
  }
  if (bytes.includes(0)) return 'expected UTF-8 text, found a zero byte (is it a binary file?)';
  if (isUtf8(bytes)) return damageIn(decodeUtf8(bytes));
  const start = decodeUtf8(bytes.subarray(0, SHOWN_BYTES));
  return `expected UTF-8 text, found other bytes: ${excerpt(start)}`;
}
