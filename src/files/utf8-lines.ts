// The lines of a text file, decoded one by one, so that no file is too long for one string.

import { isUtf8 } from 'node:buffer';
import { InputError } from '../errors.js';
import { excerpt } from './excerpt.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = '\ufeff';

/**
 * The lines of UTF-8 bytes without their ends, LF or CRLF, and without the byte order mark.
 *
 * @param path names the file in errors
 * @throws InputError for bytes that are no UTF-8, a zero byte, a carriage return within a line
 */
export function* utf8Lines(content: Uint8Array, path: string): Generator<string> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const isText = isUtf8(bytes) && !bytes.includes(0);
  let line = 0;
  let start = 0;
  while (start < bytes.length) {
    line++;
    const found = bytes.indexOf(lineFeed, start);
    const next = found < 0 ? bytes.length : found;
    const end = bytes[next - 1] === carriageReturn ? next - 1 : next;
    if (!isText) checkBytes(bytes.subarray(start, end), path, line);
    const text = bytes.toString('utf8', start, end);
    refuseLoneReturn(text, path, line);
    yield line === 1 ? withoutByteOrderMark(text) : text;
    start = next + 1;
  }
}

/** @throws InputError for a carriage return in the text of a line, which the line feeds alone do not end */
export function refuseLoneReturn(text: string, path: string, line: number): void {
  if (!text.includes('\r')) return;
  throw new InputError(
    `${path}:${line}: expected lines that end in LF or CRLF, found a lone carriage return: ${excerpt(text)}`,
  );
}

/** @param text from the start of a file */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

function checkBytes(bytes: Buffer, path: string, line: number): void {
  if (bytes.includes(0)) {
    throw new InputError(`${path}:${line}: expected UTF-8 text, found a zero byte: is it binary?`);
  }
  if (!isUtf8(bytes)) {
    const text = excerpt(bytes.subarray(0, 1024).toString('utf8'));
    throw new InputError(`${path}:${line}: expected UTF-8 text, found other bytes: ${text}`);
  }
}
