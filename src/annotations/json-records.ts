// The records of a JSON file: its lines, or the elements of its array, however long the file is.
import { InputError } from '../errors.js';
import type { ByteSource } from '../files/byte-source.js';
import { decodeUtf8 } from '../files/decode-utf8.js';
import { excerpt } from '../files/excerpt.js';
import { parseJson } from '../files/parse-json.js';
import { utf8Lines } from '../files/utf8-lines.js';
import { withExactIntegers } from './exact-integers.js';

/** In UTF-16 units. */
export const MAXIMUM_RECORD_LENGTH = 1 << 26;

export interface JsonRecord {
  readonly value: unknown;
  readonly path: string;
  /** The line at which it begins. */
  readonly line: number;
  /** The place in errors, such as `tasks.json:1: record 3`. */
  readonly where: string;
}

/** @throws InputError for a record that is not JSON, after the records before it */
export function* jsonRecords(source: ByteSource): Generator<JsonRecord> {
  const { path } = source;
  if (!isArray(source)) {
    let line = 0;
    for (const text of utf8Lines(source.chunks(), path)) {
      line++;
      if (text.trim() === '{' || (line === 1 && isPart(text, source)))
        throw severalLines(path, line);
      if (text.trim() !== '') yield recordOf(text, path, line, `${path}:${line}`);
    }
    return;
  }
  let count = 0;
  for (const { text, line } of arrayElements(source)) {
    count++;
    yield recordOf(text, path, line, `${path}:${line}: record ${count}`);
  }
}

const severalLines = (path: string, line: number) =>
  new InputError(
    `${path}:${line}: expected an object on each line, or an array, found an object over several lines`,
  );

/** Whether the first line begins an object that is the whole file. */
function isPart(line: string, { path, chunks }: ByteSource): boolean {
  if (!/^\s*\{/.test(line) || parseJson(line) !== undefined) return false;
  let text = '';
  for (const piece of decodeUtf8(chunks(), path)) {
    text += piece;
    if (text.length > SEARCHED_LENGTH) return false;
  }
  return parseJson(text) !== undefined;
}

// A longer file that is one object is not worth its memory here.
const SEARCHED_LENGTH = 1 << 20;

function recordOf(text: string, path: string, line: number, where: string): JsonRecord {
  checkLength(text.length, where);
  const value = parseJson(withExactIntegers(text));
  if (value === undefined) {
    throw new InputError(`${where}: expected a JSON record, found ${excerpt(text.trim())}`);
  }
  return { value, path, line, where };
}

function checkLength(length: number, where: string): void {
  if (length <= MAXIMUM_RECORD_LENGTH) return;
  throw new InputError(
    `${where}: expected a record of at most ${MAXIMUM_RECORD_LENGTH} characters, found a longer one`,
  );
}

/**
 * Whether the file is one array, and not a record on each line, of which one may be an array that
 * begins with a text.
 */
function isArray({ path, chunks }: ByteSource): boolean {
  let start = '';
  for (const piece of decodeUtf8(chunks(), path)) {
    for (const character of piece) {
      if (isBlank(character)) continue;
      start += character;
      if (start.length === 2) return start[0] === '[' && start[1] !== '"';
      if (start !== '[') return false;
    }
  }
  return start === '[';
}

interface ArrayElement {
  readonly text: string;
  readonly line: number;
}

/** The elements of an array as text. Only brackets, commas and quotes between them are read. */
function* arrayElements({ path, chunks }: ByteSource): Generator<ArrayElement> {
  const scanner = createScanner(path);
  for (const piece of decodeUtf8(chunks(), path)) yield* scanner.take(piece);
  scanner.finish();
}

function createScanner(path: string) {
  let element = '';
  let [depth, line, elementLine] = [0, 1, 1];
  let [hasBegun, isInString, isEscaped, isEnded] = [false, false, false, false];

  function* take(piece: string): Generator<ArrayElement> {
    let from = 0;
    const close = (end: number) => {
      const text = element + piece.slice(from, end);
      element = '';
      hasBegun = false;
      from = end + 1;
      return text;
    };
    for (let index = 0; index < piece.length; index++) {
      const character = piece[index];
      if (character === '\n') line++;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (character === '\\') isEscaped = true;
        else if (character === '"') isInString = false;
        continue;
      }
      if (isBlank(character)) continue;
      if (isEnded) throw unexpected('nothing after the array', piece.slice(index));
      if (depth > 0 && !hasBegun) {
        elementLine = line;
        hasBegun = true;
      }
      if (character === '"') isInString = true;
      else if (character === '[' || character === '{') {
        depth++;
        if (depth === 1) from = index + 1;
      } else if (character === ',' && depth === 1) {
        yield { text: close(index), line: elementLine };
      } else if (character === ']' || character === '}') {
        depth--;
        if (depth > 0) continue;
        const text = close(index);
        if (text.trim() !== '') yield { text, line: elementLine };
        isEnded = true;
      }
    }
    if (!isEnded && depth > 0) element += piece.slice(from);
    checkLength(element.length, `${path}:${elementLine}`);
  }

  function unexpected(what: string, found: string): InputError {
    return new InputError(`${path}:${line}: expected ${what}, found ${excerpt(found.trim())}`);
  }

  return {
    take,
    finish: () => {
      if (!isEnded) throw new InputError(`${path}:${line}: expected ] at the end, found none`);
    },
  };
}

const isBlank = (character: string) => character <= ' ' || character === '\ufeff';

/** The records of all files. */
export function* recordsOf(files: readonly ByteSource[]): Generator<JsonRecord> {
  for (const file of files) yield* jsonRecords(file);
}
