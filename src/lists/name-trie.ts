// A trie of names: nodes are numbers, and a hash table holds the steps from node to node.
//
// Most names share only their first atoms with others. What is left of a name that shares nothing
// more is the tail of a node: a list of atoms, which needs no steps.
import { IntList } from './int-list.js';

const { imul } = Math;

const INITIAL_SLOTS = 1 << 12;
const NONE = -1;

// The record of a node: where the step to it begins, the atom of the step, the value of the name
// that ends here, and the tail, which is tails[TAIL_START] to tails[TAIL_END], with its value.
const PARENT = 0;
const ATOM = 1;
const VALUE = 2;
const TAIL_START = 3;
const TAIL_END = 4;
const TAIL_VALUE = 5;
const RECORD = 6;

/** A name leads from a root, atom by atom, to its value, which is not negative. */
export class NameTrie {
  // A slot is 0 if it is empty, else a node that a step leads to; no step leads to node 0.
  #slots = new Int32Array(INITIAL_SLOTS);
  // A record of numbers for each node: together they take one access to memory.
  readonly #nodes = new IntList();
  readonly #tails = new IntList();

  constructor() {
    this.addRoot();
  }

  addRoot(): number {
    return this.#addNode(NONE, NONE);
  }

  /** The value of the name that ends at a node, or -1. */
  valueAt(node: number): number {
    return this.#nodes.values[node * RECORD + VALUE];
  }

  /** The node after a step, or -1. */
  step(node: number, atom: number): number {
    const found = this.#slots[this.#findSlot(node, atom)];
    return found > 0 ? found : NONE;
  }

  /** The value of the name that ends with the tail of a node. */
  tailValueAt(node: number): number {
    return this.#nodes.values[node * RECORD + TAIL_VALUE];
  }

  /** The index after the tail of a node, if the atoms from `first` on begin with it; else -1. */
  followTail(node: number, atoms: Int32Array, first: number, count: number): number {
    const start = this.#nodes.values[node * RECORD + TAIL_START];
    const length = this.#nodes.values[node * RECORD + TAIL_END] - start;
    if (length === 0 || first + length > count) return NONE;
    for (let index = 0; index < length; index++) {
      if (this.#tails.values[start + index] !== atoms[first + index]) return NONE;
    }
    return first + length;
  }

  /**
   * Adds the name of the first `count` atoms, unless it is there already.
   *
   * @returns the value that the name had before, or -1
   */
  add(root: number, atoms: Int32Array, count: number, value: number): number {
    let node = root;
    // The atoms from here on that are known to be those of the tail, which then differs.
    let shared = 0;
    for (let index = 0; index < count; index++) {
      if (shared === 0) {
        shared = this.#sharedWithTail(node, atoms, index, count);
        const isWhole = this.followTail(node, atoms, index, index + shared) === count;
        if (isWhole) return this.tailValueAt(node);
      } else shared--;
      this.#lowerTail(node);
      const slot = this.#findSlot(node, atoms[index]);
      if (this.#slots[slot] > 0) {
        node = this.#slots[slot];
        continue;
      }
      const leaf = this.#addStep(slot, node, atoms[index]);
      const start = this.#tails.length;
      for (let rest = index + 1; rest < count; rest++) this.#tails.push(atoms[rest]);
      this.#setName(leaf, start, this.#tails.length, value);
      return NONE;
    }
    const before = this.valueAt(node);
    if (before === NONE) this.#setValue(node, value);
    return before;
  }

  /** The number of atoms from `first` on with which the tail of a node begins. */
  #sharedWithTail(node: number, atoms: Int32Array, first: number, count: number): number {
    const start = this.#nodes.values[node * RECORD + TAIL_START];
    const length = this.#nodes.values[node * RECORD + TAIL_END] - start;
    const most = Math.min(length, count - first);
    let shared = 0;
    while (shared < most && this.#tails.values[start + shared] === atoms[first + shared]) shared++;
    return shared;
  }

  /** Makes the first atom of the tail a step, since another name is to begin here. */
  #lowerTail(node: number): void {
    const record = node * RECORD;
    const start = this.#nodes.values[record + TAIL_START];
    const end = this.#nodes.values[record + TAIL_END];
    if (start === end) return;
    const value = this.#nodes.values[record + TAIL_VALUE];
    this.#setTail(node, end, end, NONE);
    const atom = this.#tails.values[start];
    const child = this.#addStep(this.#findSlot(node, atom), node, atom);
    this.#setName(child, start + 1, end, value);
  }

  #setValue(node: number, value: number): void {
    this.#nodes.values[node * RECORD + VALUE] = value;
  }

  #setTail(node: number, start: number, end: number, value: number): void {
    const record = node * RECORD;
    this.#nodes.values[record + TAIL_START] = start;
    this.#nodes.values[record + TAIL_END] = end;
    this.#nodes.values[record + TAIL_VALUE] = value;
  }

  /** Gives a name to a node that has none: its tail is empty if the name ends at the node. */
  #setName(node: number, start: number, end: number, value: number): void {
    if (start === end) this.#setValue(node, value);
    else this.#setTail(node, start, end, value);
  }

  #addStep(slot: number, node: number, atom: number): number {
    const added = this.#addNode(node, atom);
    this.#slots[slot] = added;
    if (added * 2 > this.#slots.length) this.#widen();
    return added;
  }

  #addNode(parent: number, atom: number): number {
    const node = this.#nodes.length / RECORD;
    this.#nodes.push(parent);
    this.#nodes.push(atom);
    this.#nodes.push(NONE);
    for (let field = TAIL_START; field < RECORD; field++) this.#nodes.push(0);
    return node;
  }

  /** The slot of the step, or the empty one where it belongs. */
  #findSlot(node: number, atom: number): number {
    const mask = this.#slots.length - 1;
    let slot = slotOf(node, atom, mask);
    for (; this.#slots[slot] > 0; slot = (slot + 1) & mask) {
      const record = this.#slots[slot] * RECORD;
      const { values } = this.#nodes;
      if (values[record + PARENT] === node && values[record + ATOM] === atom) break;
    }
    return slot;
  }

  #widen(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const { values, length } = this.#nodes;
    for (let record = 0; record < length; record += RECORD) {
      const parent = values[record + PARENT];
      if (parent === NONE) continue;
      let slot = slotOf(parent, values[record + ATOM], mask);
      while (slots[slot] > 0) slot = (slot + 1) & mask;
      slots[slot] = record / RECORD;
    }
    this.#slots = slots;
  }
}

// Multiplication by odd constants spreads numbers that follow each other (Knuth 1998, section 6.4).
function slotOf(node: number, atom: number, mask: number): number {
  const hash = imul(imul(node, 0x9e3779b1) ^ atom, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & mask;
}
