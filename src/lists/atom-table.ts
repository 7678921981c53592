// A hash table of atoms, which finds an atom of a text without making a string of it.
import { IntList } from './int-list.js';

const { imul } = Math;

const INITIAL_SLOTS = 1 << 12;

// The record of an atom: where its units begin, and its hash. Its units end where those of the next
// atom begin.
const START = 0;
const HASH = 1;
const RECORD = 2;

/**
 * Atoms in their normal form, numbered from 0 as they were added (open addressing, linear probing).
 * The normal form has composed characters (NFC) and plain quotes and, if case is ignored, no
 * capitals.
 */
export class AtomTable {
  // A slot is 0 if it is empty, else the number of an atom plus 1.
  #slots = new Int32Array(INITIAL_SLOTS);
  // A record for each atom, and the start of a next one.
  readonly #records = new IntList();
  #units = new Uint16Array(INITIAL_SLOTS);
  // The atom that is looked up.
  #sought = new Uint16Array(64);
  #soughtLength = 0;
  #soughtHash = 0;

  constructor() {
    this.#records.push(0);
  }

  /** The number of an atom of `text`, or -1. */
  find(text: string, start: number, end: number, ignoresCase: boolean): number {
    this.#seek(text, start, end, ignoresCase);
    return this.#slots[this.#findSlot()] - 1;
  }

  /** The same, but an unknown atom is added. */
  intern(text: string, start: number, end: number, ignoresCase: boolean): number {
    this.#seek(text, start, end, ignoresCase);
    const slot = this.#findSlot();
    return this.#slots[slot] > 0 ? this.#slots[slot] - 1 : this.#add(slot);
  }

  #seek(text: string, start: number, end: number, ignoresCase: boolean): void {
    if (isPlain(text, start, end, ignoresCase)) {
      this.#take(text, start, end, ignoresCase);
    } else {
      const normal = normalize(text.slice(start, end), ignoresCase);
      this.#take(normal, 0, normal.length, false);
    }
  }

  #take(text: string, start: number, end: number, toLowerCase: boolean): void {
    const length = end - start;
    if (length > this.#sought.length) this.#sought = new Uint16Array(length * 2);
    let hash = HASH_START;
    for (let index = 0; index < length; index++) {
      let code = text.charCodeAt(start + index);
      if (toLowerCase && code >= CAPITAL_A && code <= CAPITAL_Z) code |= LOWER_CASE;
      this.#sought[index] = code;
      hash = imul(hash ^ code, HASH_PRIME);
    }
    this.#soughtLength = length;
    this.#soughtHash = hash;
  }

  /** The slot of the sought atom, or the empty one where it belongs. */
  #findSlot(): number {
    const mask = this.#slots.length - 1;
    let slot = slotOf(this.#soughtHash, mask);
    for (; this.#slots[slot] > 0; slot = (slot + 1) & mask) {
      const record = (this.#slots[slot] - 1) * RECORD;
      const hash = this.#records.values[record + HASH];
      if (hash === this.#soughtHash && this.#isSought(record)) break;
    }
    return slot;
  }

  #isSought(record: number): boolean {
    const from = this.#records.values[record + START];
    if (this.#records.values[record + RECORD + START] - from !== this.#soughtLength) return false;
    for (let index = 0; index < this.#soughtLength; index++) {
      if (this.#units[from + index] !== this.#sought[index]) return false;
    }
    return true;
  }

  #add(slot: number): number {
    const atom = (this.#records.length - 1) / RECORD;
    const from = this.#records.values[atom * RECORD + START];
    const to = from + this.#soughtLength;
    if (to > this.#units.length) {
      const longer = new Uint16Array(to * 2);
      longer.set(this.#units.subarray(0, from));
      this.#units = longer;
    }
    for (let index = 0; index < this.#soughtLength; index++) {
      this.#units[from + index] = this.#sought[index];
    }
    this.#records.push(this.#soughtHash);
    this.#records.push(to);
    this.#slots[slot] = atom + 1;
    if (atom * 2 > this.#slots.length) this.#widen();
    return atom;
  }

  #widen(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const { values, length } = this.#records;
    for (let record = 0; record + RECORD < length; record += RECORD) {
      let slot = slotOf(values[record + HASH], mask);
      while (slots[slot] > 0) slot = (slot + 1) & mask;
      slots[slot] = record / RECORD + 1;
    }
    this.#slots = slots;
  }
}

const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const LOWER_CASE = 0x20;

// FNV-1a, its high bits folded into the low ones that choose the slot.
const HASH_START = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;
const slotOf = (hash: number, mask: number) => (hash ^ (hash >>> 15)) & mask;

// Whether an atom differs from its normal form in capitals of ASCII alone. The characters below
// U+0300 are composed, and none of them is a curly quote.
function isPlain(text: string, start: number, end: number, ignoresCase: boolean): boolean {
  const limit = ignoresCase ? 0x80 : 0x300;
  for (let offset = start; offset < end; offset++) {
    if (text.charCodeAt(offset) >= limit) return false;
  }
  return true;
}

function normalize(atom: string, ignoresCase: boolean): string {
  const plain = atom
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .normalize('NFC');
  // Through capitals, so that "Straße" is "STRASSE" and a final sigma is a sigma.
  return ignoresCase ? plain.toUpperCase().toLowerCase().normalize('NFC') : plain;
}
