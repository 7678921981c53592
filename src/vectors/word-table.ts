// A hash table of words as bytes, which looks up a word of a file without making a string of it.

const INITIAL_SLOTS = 1024;

/** Words by their bytes, numbered from 0 as they were added (open addressing, linear probing). */
export class WordTable {
  // A slot is 0 if it is empty, else the number of a word plus 1.
  #slots = new Int32Array(INITIAL_SLOTS);
  readonly #hashes: number[] = [];
  // Word `n` is bytes[ends[n]] to bytes[ends[n + 1]].
  readonly #ends: number[] = [0];
  #bytes = new Uint8Array(INITIAL_SLOTS * 8);

  get size(): number {
    return this.#hashes.length;
  }

  /** The number of the word, or -1. */
  find(source: Uint8Array, start: number, end: number): number {
    const hash = hashOf(source, start, end);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const word = this.#slots[slot] - 1;
      if (word < 0) return -1;
      if (this.#hashes[word] === hash && this.#holds(word, source, start, end)) return word;
    }
  }

  /** Adds a word that `find` did not find, and returns its number. */
  add(source: Uint8Array, start: number, end: number): number {
    const word = this.size;
    if ((word + 1) * 2 > this.#slots.length) this.#widen();
    const hash = hashOf(source, start, end);
    this.#hashes.push(hash);
    this.#append(source, start, end);
    this.#place(word, hash);
    return word;
  }

  #holds(word: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.#ends[word];
    if (this.#ends[word + 1] - from !== end - start) return false;
    for (let index = 0; index < end - start; index++) {
      if (this.#bytes[from + index] !== source[start + index]) return false;
    }
    return true;
  }

  #append(source: Uint8Array, start: number, end: number): void {
    const from = this.#ends[this.size - 1];
    const to = from + (end - start);
    if (to > this.#bytes.length) {
      const longer = new Uint8Array(to * 2);
      longer.set(this.#bytes.subarray(0, from));
      this.#bytes = longer;
    }
    for (let index = start; index < end; index++) this.#bytes[from + index - start] = source[index];
    this.#ends.push(to);
  }

  #widen(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#hashes.forEach((hash, word) => {
      this.#place(word, hash);
    });
  }

  #place(word: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = word + 1;
  }
}

/** FNV-1a, its high bits folded into the low ones that choose the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ bytes[index], 0x01000193);
  return hash ^ (hash >>> 15);
}
