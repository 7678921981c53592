// JSON read strictly from text that nobody vouches for. JSON.parse lets a key occur twice, and a parser that
// builds a tree can be made to exhaust the stack or the memory; here the caller's own calls are the only
// grammar, so that whatever it does not ask for is refused where it stands, in one pass. Only `readValue` builds a
// tree, of a depth it can bear.

import { InputError } from '../errors.js';

const maximumDepth = 100;

/** Reads one JSON text from front to back; each method skips white space, then takes what it is named for. */
export class JsonCursor {
  readonly #text: string;
  readonly #where: string;
  #position = 0;

  /** @param where begins every error: the file, and which part of it the text is */
  constructor(text: string, where: string) {
    this.#text = text;
    this.#where = where;
  }

  /** @param readValue is called at each value and must take it; @param what names the object in errors */
  readObject(what: string, readValue: (key: string) => void): void {
    const keys = new Set<string>();
    this.#readList('{', '}', () => {
      const key = this.readString();
      if (keys.has(key)) {
        throw new InputError(
          `${this.#where}: expected every key of ${what} once, found ${quoted(key)} twice`,
        );
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

  /** Zero or more, in plain digits, and exact as a float64. */
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

  /** Whatever value stands here, as JSON.parse gives it; a key twice in one object or too deep a nesting is refused. */
  readValue(depth = 0): unknown {
    this.#skipSpace();
    if (depth > maximumDepth) throw this.#unexpected(`a value nested at most ${maximumDepth} deep`);
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

  /** The index of the quote that ends the string begun at `begin`, or -1; a pattern would exhaust its stack. */
  #closingQuote(begin: number): number {
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
    const found = rest === '' ? 'the end' : quoted(rest);
    return new InputError(
      `${this.#where}: expected ${expected} at character ${this.#position}, found ${found}`,
    );
  }
}

/** A name out of a file for an error message: in quotes, on one line, and short however long it is. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
