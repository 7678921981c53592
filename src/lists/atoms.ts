// Atoms of a text: the parts by which names are compared.
//
// An atom is a run of letters, digits and combining marks, or any other character but white space.
// Tokens depend on what is around them ("plan B." at the end of a text has three of them, elsewhere
// two), and column files bring tokens of any tokenizer. Atoms depend on neither, so a name in a list
// has the atoms that it has in a text.
import { IntList } from './int-list.js';

/** Cuts texts into atoms; each text takes the place of the one before. */
export class AtomCutter {
  readonly #starts = new IntList();
  readonly #ends = new IntList();

  /** The offset of each atom. */
  get starts(): Int32Array {
    return this.#starts.values;
  }

  /** The offset after each atom. */
  get ends(): Int32Array {
    return this.#ends.values;
  }

  /** Returns the number of atoms of `text`. */
  cut(text: string): number {
    this.#starts.length = 0;
    this.#ends.length = 0;
    let wordStart = -1;
    let width = 1;
    for (let offset = 0; offset < text.length; offset += width) {
      const code = text.charCodeAt(offset);
      width = isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(offset + 1)) ? 2 : 1;
      const kind = width === 1 ? kindOf(code) : kindOfPair(text, offset);
      if (kind === WORD) {
        if (wordStart < 0) wordStart = offset;
        continue;
      }
      if (wordStart >= 0) this.#addWord(text, wordStart, offset);
      wordStart = -1;
      if (kind === OTHER) this.#add(offset, offset + width);
    }
    if (wordStart >= 0) this.#add(wordStart, text.length);
    return this.#starts.length;
  }

  // The Penn Treebank cuts "don't" into "do" and "n't", so the n is an atom of its own. It is
  // one whatever follows the t, because a name may end there.
  #addWord(text: string, start: number, end: number): void {
    if (end - start > 1 && isNegation(text, end)) {
      this.#add(start, end - 1);
      this.#add(end - 1, end);
    } else {
      this.#add(start, end);
    }
  }

  #add(start: number, end: number): void {
    this.#starts.push(start);
    this.#ends.push(end);
  }
}

const WHITE = 1;
const WORD = 2;
const OTHER = 3;

// The kinds of the characters below U+10000 that have been met; 0 is unknown.
const kinds = new Uint8Array(1 << 16);

function kindOf(code: number): number {
  const known = kinds[code];
  if (known !== 0) return known;
  kinds[code] = kindOfCharacter(String.fromCharCode(code));
  return kinds[code];
}

const kindOfPair = (text: string, offset: number) =>
  kindOfCharacter(text.slice(offset, offset + 2));

function kindOfCharacter(character: string): number {
  if (/^\s$/u.test(character)) return WHITE;
  return /^[\p{L}\p{N}\p{M}]$/u.test(character) ? WORD : OTHER;
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code < 0xdc00;
const isLowSurrogate = (code: number) => code >= 0xdc00 && code < 0xe000;

/** Whether "n't" surrounds the offset of its apostrophe. */
function isNegation(text: string, apostrophe: number): boolean {
  const code = text.charCodeAt(apostrophe);
  if (code !== 0x27 && code !== 0x2019) return false;
  return /[nN]/.test(text[apostrophe - 1]) && /[tT]/.test(text[apostrophe + 1] ?? '');
}
