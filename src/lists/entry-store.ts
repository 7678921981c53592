// Labels and ids of many entries, without an object for each.
import { IntList } from './int-list.js';

/** Entries are numbered from 0 as they were added. */
export class EntryStore {
  readonly #labels: string[] = [];
  readonly #labelNumbers = new Map<string, number>();
  // The number of the label of each entry.
  readonly #labelOf = new IntList();
  // The id of entry `n` is units[idEnds[n]] to units[idEnds[n + 1]].
  readonly #idEnds = new IntList();
  #units = new Uint16Array(0);

  constructor() {
    this.#idEnds.push(0);
  }

  get size(): number {
    return this.#labelOf.length;
  }

  /** All labels, in the order in which they came. */
  get labels(): readonly string[] {
    return this.#labels;
  }

  add(label: string, id: string | undefined): void {
    this.#labelOf.push(this.#numberOf(label));
    const from = this.#idEnds.values[this.#idEnds.length - 1];
    this.#idEnds.push(id === undefined ? from : this.#append(id, from));
  }

  labelOf(entry: number): string {
    return this.#labels[this.#labelOf.values[entry]];
  }

  /** Undefined if the entry has none. */
  idOf(entry: number): string | undefined {
    const from = this.#idEnds.values[entry];
    const to = this.#idEnds.values[entry + 1];
    let id = '';
    for (let index = from; index < to; index++) id += String.fromCharCode(this.#units[index]);
    return from === to ? undefined : id;
  }

  #numberOf(label: string): number {
    const known = this.#labelNumbers.get(label);
    if (known !== undefined) return known;
    this.#labels.push(label);
    this.#labelNumbers.set(label, this.#labels.length - 1);
    return this.#labels.length - 1;
  }

  #append(id: string, from: number): number {
    const to = from + id.length;
    if (to > this.#units.length) {
      const longer = new Uint16Array(to * 2);
      longer.set(this.#units.subarray(0, from));
      this.#units = longer;
    }
    for (let index = from; index < to; index++) this.#units[index] = id.charCodeAt(index - from);
    return to;
  }
}
