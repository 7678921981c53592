// A strict reader of untrusted JSON. JSON.parse lets a key occur twice, and a parser that builds a
// tree can be made to exhaust the stack or the memory. Here the caller's own calls are the grammar,
// so that anything else is an error at its place, in one pass. Only `readValue` builds a tree, of
// limited depth and size.
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';

const MAXIMUM_DEPTH = 100;
/** The most values that `readValue` reads of one text: each takes many times its bytes. */
export const MAXIMUM_VALUES = 200_000;

/** Reads a JSON text from front to back. Each method skips white space and takes what it names. */
export class JsonCursor {
  readonly #text: string;
  readonly #where: string;
  #position = 0;
  #valueCount = 0;

  /** @param where the file and the part of it that the text is, for errors */
  constructor(text: string, where: string) {
    this.#text = text;
    this.#where = where;
  }

  /**
   * @param what names the object in errors
   * @param readValue is called at each value and must take it
   */
  readObject(what: string, readValue: (key: string) => void): void {
    const keys = new Set<string>();
    this.#readList('{', '}', () => {
      const key = this.readString();
      if (keys.has(key)) {
        throw new InputError(`${this.#where}: key ${excerpt(key)} occurs twice in ${what}`);
      }
      keys.add(key);
      this.#expect(':');
      readValue(key);
    });
  }

  /** @param readItem is called at each item and must take it */
  readArray(readItem: () => void): void {
    this.#readList('[', ']', readItem);
  }

  readString(): string {
    this.#skipSpace();
    const begin = this.#position;
    const end = this.#text[begin] === '"' ? this.#closingQuote(begin) : -1;
    if (end < 0) throw this.#unexpected('a string');
    this.#position = end + 1;
    try {
      // Between its own quotes the text can only be a string, or an error for a bad escape.
      return JSON.parse(this.#text.slice(begin, end + 1));
    } catch {
      this.#position = begin;
      throw this.#unexpected('a string without control characters or unknown escapes');
    }
  }

  /** Reads a number that is zero or more, in plain digits, and exact as a float64. */
  readWholeNumber(): number {
    this.#skipSpace();
    const pattern = /(?:0|[1-9]\d*)(?![\d.eE])/y;
    pattern.lastIndex = this.#position;
    const digits = pattern.exec(this.#text)?.[0];
    if (digits === undefined || !Number.isSafeInteger(Number(digits))) {
      throw this.#unexpected('a whole number from 0 to 2^53 - 1');
    }
    this.#position = pattern.lastIndex;
    return Number(digits);
  }

  /** Reads any value as JSON.parse does, but refuses repeated keys, deep nesting and huge trees. */
  readValue(depth = 0): unknown {
    this.#skipSpace();
    if (depth > MAXIMUM_DEPTH) throw this.#unexpected(`at most ${MAXIMUM_DEPTH} levels of nesting`);
    if (this.#valueCount === MAXIMUM_VALUES)
      throw this.#unexpected(`at most ${MAXIMUM_VALUES} values`);
    this.#valueCount += 1;
    const first = this.#text[this.#position];
    if (first === '"') return this.readString();
    if (first === '[') {
      const items: unknown[] = [];
      this.readArray(() => items.push(this.readValue(depth + 1)));
      return items;
    }
    if (first === '{') {
      const entries: [string, unknown][] = [];
      this.readObject('an object', (key) => entries.push([key, this.readValue(depth + 1)]));
      return Object.fromEntries(entries);
    }
    const pattern = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
    pattern.lastIndex = this.#position;
    const word = pattern.exec(this.#text)?.[0];
    if (word === undefined) throw this.#unexpected('a value');
    this.#position = pattern.lastIndex;
    return JSON.parse(word);
  }

  readEnd(): void {
    this.#skipSpace();
    if (this.#position < this.#text.length) throw this.#unexpected('the end');
  }

  #readList(open: string, close: string, readItem: () => void): void {
    this.#expect(open);
    if (this.#accept(close)) return;
    do readItem();
    while (this.#accept(','));
    if (!this.#accept(close)) throw this.#unexpected(`"," or "${close}"`);
  }

  #expect(character: string): void {
    if (!this.#accept(character)) throw this.#unexpected(`"${character}"`);
  }

  #accept(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#position] !== character) return false;
    this.#position += 1;
    return true;
  }

  #skipSpace(): void {
    const pattern = /[ \t\n\r]*/y;
    pattern.lastIndex = this.#position;
    pattern.exec(this.#text);
    this.#position = pattern.lastIndex;
  }

  /** The index of the quote that ends the string begun at `begin`, or -1. */
  #closingQuote(begin: number): number {
    // A regular expression would exhaust its stack on a long string.
    let end = this.#text.indexOf('"', begin + 1);
    while (end >= 0) {
      let backslashCount = 0;
      while (this.#text[end - 1 - backslashCount] === '\\') backslashCount += 1;
      if (backslashCount % 2 === 0) return end;
      end = this.#text.indexOf('"', end + 1);
    }
    return end;
  }

  #unexpected(expected: string): InputError {
    const rest = this.#text.slice(this.#position, this.#position + 20);
    const found = rest === '' ? 'the end' : excerpt(rest);
    return new InputError(
      `${this.#where}: expected ${expected} at character ${this.#position}, found ${found}`,
    );
  }
}
