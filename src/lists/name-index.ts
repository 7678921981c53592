// An index of names by their atoms, compared with case or without.
import type { TaggedText } from '../entities/entity.js';
import { AtomTable } from './atom-table.js';
import { AtomCutter } from './atoms.js';
import { IntList } from './int-list.js';
import { NameTrie } from './name-trie.js';

/** The roots of names that are compared with case, and of names that are not. */
export interface Roots {
  readonly exact: number;
  readonly folded: number;
}

/** A name in the open text: its offsets, the atom after it, and its value. */
export interface FoundName {
  readonly start: number;
  readonly end: number;
  readonly nextAtom: number;
  readonly value: number;
}

/** The names of a group have roots of their own. A text is opened, and then looked through. */
export class NameIndex {
  readonly #cutter = new AtomCutter();
  readonly #atoms = new AtomTable();
  readonly #trie = new NameTrie();
  #hasFolded = false;
  // The atoms of the open text as they are, and without case; -1 for one that is in no name.
  readonly #exact = new IntList();
  readonly #folded = new IntList();
  // Whether an atom of the open text begins or ends a token.
  #begins = new Uint8Array(0);
  #ends = new Uint8Array(0);
  // The longest name of the last walk.
  #foundNext = 0;
  #foundValue = -1;

  addRoots(): Roots {
    return { exact: this.#trie.addRoot(), folded: this.#trie.addRoot() };
  }

  /**
   * Adds a name, unless it is there already.
   *
   * @returns the value that the name had before, or -1
   */
  add(name: string, { exact, folded }: Roots, ignoresCase: boolean, value: number): number {
    const count = this.#cutter.cut(name);
    const { starts, ends } = this.#cutter;
    if (ignoresCase) this.#hasFolded = true;
    this.#exact.length = 0;
    for (let index = 0; index < count; index++) {
      this.#exact.push(this.#atoms.intern(name, starts[index], ends[index], ignoresCase));
    }
    return this.#trie.add(ignoresCase ? folded : exact, this.#exact.values, count, value);
  }

  /** The value of a name, or -1. */
  valueOf(name: string, roots: Roots): number {
    const count = this.#openAtoms(name);
    this.#ends.fill(0, 0, count);
    if (count > 0) this.#ends[count - 1] = 1;
    this.#walkBoth(roots, 0, name.length);
    return this.#foundValue;
  }

  /** Opens a text for `nameAt`; returns the number of its atoms. */
  open({ text, sentences }: Pick<TaggedText, 'text' | 'sentences'>): number {
    const count = this.#openAtoms(text);
    const { starts, ends } = this.#cutter;
    this.#begins.fill(0, 0, count);
    this.#ends.fill(0, 0, count);
    // Two places, because a token may begin inside the atom that it ends: "can" and "not".
    let first = 0;
    let last = 0;
    for (const tokens of sentences) {
      for (const { start, end } of tokens) {
        while (first < count && starts[first] < start) first++;
        if (first < count && starts[first] === start) this.#begins[first] = 1;
        while (last < count && ends[last] < end) last++;
        if (last < count && ends[last] === end) this.#ends[last] = 1;
      }
    }
    return count;
  }

  /** The offset of an atom in the open text. */
  startOf(atom: number): number {
    return this.#cutter.starts[atom];
  }

  /**
   * The longest name in the open text that begins with the atom and is made of whole tokens. Of two
   * that are equally long, it is the one that is compared with case.
   *
   * @param limit offset at which the name must have ended
   */
  nameAt(atom: number, roots: Roots, limit: number): FoundName | undefined {
    if (this.#begins[atom] === 0) return undefined;
    this.#walkBoth(roots, atom, limit);
    if (this.#foundValue < 0) return undefined;
    const end = this.#cutter.ends[this.#foundNext - 1];
    const start = this.startOf(atom);
    return { start, end, nextAtom: this.#foundNext, value: this.#foundValue };
  }

  #openAtoms(text: string): number {
    const count = this.#cutter.cut(text);
    const { starts, ends } = this.#cutter;
    this.#exact.length = 0;
    this.#folded.length = 0;
    for (let index = 0; index < count; index++) {
      this.#exact.push(this.#atoms.find(text, starts[index], ends[index], false));
      if (!this.#hasFolded) continue;
      this.#folded.push(this.#atoms.find(text, starts[index], ends[index], true));
    }
    if (count > this.#begins.length) {
      this.#begins = new Uint8Array(count * 2);
      this.#ends = new Uint8Array(count * 2);
    }
    return count;
  }

  #walkBoth({ exact, folded }: Roots, atom: number, limit: number): void {
    this.#foundNext = 0;
    this.#foundValue = -1;
    this.#walk(exact, this.#exact, atom, limit);
    if (this.#hasFolded) this.#walk(folded, this.#folded, atom, limit);
  }

  #walk(root: number, { values, length }: IntList, first: number, limit: number): void {
    const { ends } = this.#cutter;
    let node = root;
    for (let atom = first; atom < length && values[atom] >= 0 && ends[atom] <= limit; atom++) {
      node = this.#trie.step(node, values[atom]);
      if (node < 0) return;
      this.#consider(atom + 1, this.#trie.valueAt(node));
      const next = this.#trie.followTail(node, values, atom + 1, length);
      if (next < 0) continue;
      if (ends[next - 1] <= limit) this.#consider(next, this.#trie.tailValueAt(node));
      return;
    }
  }

  /** Keeps a name that ends before the atom `next` if it is made of whole tokens and longer. */
  #consider(next: number, value: number): void {
    if (value < 0 || this.#ends[next - 1] === 0 || next <= this.#foundNext) return;
    this.#foundNext = next;
    this.#foundValue = value;
  }
}
