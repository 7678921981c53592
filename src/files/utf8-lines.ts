// The lines of a UTF-8 text, decoded one by one, so that no file is too long for one string.
import { isUtf8 } from 'node:buffer';
import { InputError } from '../errors.js';
import { excerpt } from './excerpt.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = '\ufeff';

/** What is wrong with a line, counted from 1. */
export type LineListener = (line: number, what: string) => void;

/**
 * The lines of UTF-8 bytes without their ends, LF or CRLF, and without the byte order mark.
 *
 * @param path names the file in errors
 * @param onDamage is called before a line with bytes that are not UTF-8, a zero byte, or a carriage
 * return within it. By default, it throws an InputError.
 */
export function* utf8Lines(
  content: Uint8Array,
  path: string,
  onDamage: LineListener = refuseLine(path),
): Generator<string> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const isText = isUtf8(bytes) && !bytes.includes(0);
  let line = 0;
  let start = 0;
  while (start < bytes.length) {
    line++;
    const found = bytes.indexOf(LINE_FEED, start);
    const next = found < 0 ? bytes.length : found;
    const end = bytes[next - 1] === CARRIAGE_RETURN ? next - 1 : next;
    const text = bytes.toString('utf8', start, end);
    const damage = (isText ? undefined : damageOf(bytes.subarray(start, end))) ?? damageIn(text);
    if (damage !== undefined) onDamage(line, damage);
    yield line === 1 ? withoutByteOrderMark(text) : text;
    start = next + 1;
  }
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
const UTF_16_MARKS = ['fffe', 'feff'];

function damageOf(bytes: Buffer): string | undefined {
  if (UTF_16_MARKS.includes(bytes.toString('hex', 0, 2))) {
    return 'expected UTF-8 text, found UTF-16';
  }
  if (bytes.includes(0)) return 'expected UTF-8 text, found a zero byte (is it a binary file?)';
  if (isUtf8(bytes)) return undefined;
  const start = bytes.subarray(0, 1024).toString('utf8');
  return `expected UTF-8 text, found other bytes: ${excerpt(start)}`;
}
