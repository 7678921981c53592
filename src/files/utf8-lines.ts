// The lines of a UTF-8 text, decoded one by one, so that no file is too long for one string.
import { isUtf8 } from 'node:buffer';
import { InputError } from '../errors.js';
import { excerpt } from './excerpt.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The lines of UTF-8 bytes without their ends, LF or CRLF, and without the byte order mark.
 *
 * @param path names the file in errors
 * @throws InputError for bytes that are not UTF-8, a zero byte, or a carriage return within a line
 */
export function* utf8Lines(content: Uint8Array, path: string): Generator<string> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const isText = isUtf8(bytes) && !bytes.includes(0);
  let line = 0;
  let start = 0;
  while (start < bytes.length) {
    line++;
    const found = bytes.indexOf(LINE_FEED, start);
    const next = found < 0 ? bytes.length : found;
    const end = bytes[next - 1] === CARRIAGE_RETURN ? next - 1 : next;
    if (!isText) checkBytes(bytes.subarray(start, end), `${path}:${line}`);
    const text = bytes.toString('utf8', start, end);
    refuseLoneReturn(text, path, line);
    yield line === 1 ? withoutByteOrderMark(text) : text;
    start = next + 1;
  }
}

/** @throws InputError for a carriage return within a line, which must end in LF or CRLF */
export function refuseLoneReturn(text: string, path: string, line: number): void {
  if (!text.includes('\r')) return;
  throw new InputError(
    `${path}:${line}: expected lines that end in LF or CRLF, found a lone carriage return: ${excerpt(text)}`,
  );
}

/** @param text from the start of a file */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function checkBytes(bytes: Buffer, where: string): void {
  if (bytes.includes(0)) {
    throw new InputError(`${where}: expected UTF-8 text, found a zero byte (is it a binary file?)`);
  }
  if (!isUtf8(bytes)) throw notUtf8Error(bytes, where);
}

/** @param where the file and the line of the bytes, which are not UTF-8 */
export function notUtf8Error(bytes: Uint8Array, where: string): InputError {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('utf8');
  return new InputError(`${where}: expected UTF-8 text, found other bytes: ${excerpt(start)}`);
}
