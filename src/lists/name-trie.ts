// A trie of names: nodes are numbers, and a hash table holds the steps from node to node.
import { IntList } from './int-list.js';

const { imul } = Math;

const INITIAL_SLOTS = 1 << 12;
const NONE = -1;

// The record of a node: where the step to it begins, the atom of the step, and the node's value.
const PARENT = 0;
const ATOM = 1;
const VALUE = 2;
const RECORD = 3;

/** A name leads from a root, atom by atom, to a node, which may have a value. */
export class NameTrie {
  // A slot is 0 if it is empty, else a node that a step leads to; no step leads to node 0.
  #slots = new Int32Array(INITIAL_SLOTS);
  // A record of three numbers for each node: together they take one access to memory.
  readonly #nodes = new IntList();

  constructor() {
    this.addRoot();
  }

  addRoot(): number {
    return this.#addNode(NONE, NONE);
  }

  /** The value of a node, or -1. */
  valueAt(node: number): number {
    return this.#nodes.values[node * RECORD + VALUE];
  }

  setValue(node: number, value: number): void {
    this.#nodes.values[node * RECORD + VALUE] = value;
  }

  /** The node after a step, or -1. */
  step(node: number, atom: number): number {
    const found = this.#slots[this.#findSlot(node, atom)];
    return found > 0 ? found : NONE;
  }

  /** The same, but an unknown step is added. */
  extend(node: number, atom: number): number {
    const slot = this.#findSlot(node, atom);
    if (this.#slots[slot] > 0) return this.#slots[slot];
    const added = this.#addNode(node, atom);
    this.#slots[slot] = added;
    if (added * 2 > this.#slots.length) this.#widen();
    return added;
  }

  #addNode(parent: number, atom: number): number {
    this.#nodes.push(parent);
    this.#nodes.push(atom);
    this.#nodes.push(NONE);
    return this.#nodes.length / RECORD - 1;
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
