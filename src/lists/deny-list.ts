// A deny list: texts that are never an entity, or never one of some type.
import type { Entity } from '../entities/entity.js';
import type { DenyEntry } from './list-entry.js';
import { NameIndex, type Roots } from './name-index.js';

const DENIED = 1;

export class DenyList {
  readonly #index = new NameIndex();
  readonly #anyType = this.#index.addRoots();
  readonly #typeRoots = new Map<string, Roots>();
  readonly #ignoresCase: boolean;

  /** @param ignoresCase whether a text is denied in any case, unless its entry says otherwise */
  constructor(ignoresCase: boolean) {
    this.#ignoresCase = ignoresCase;
  }

  /** The labels of all entries that have one, in the order in which they came. */
  get labels(): readonly string[] {
    return [...this.#typeRoots.keys()];
  }

  /** Returns whether the entry is new. */
  add({ text, label, caseSensitive = !this.#ignoresCase }: DenyEntry): boolean {
    const roots = label === undefined ? this.#anyType : this.#rootsOf(label);
    return this.#index.add(text, roots, !caseSensitive, DENIED) < 0;
  }

  /** Whether the text of the entity, as a whole, is denied. */
  denies({ text, label }: Pick<Entity, 'text' | 'label'>): boolean {
    if (this.#index.valueOf(text, this.#anyType) >= 0) return true;
    const roots = this.#typeRoots.get(label);
    return roots !== undefined && this.#index.valueOf(text, roots) >= 0;
  }

  #rootsOf(label: string): Roots {
    const known = this.#typeRoots.get(label);
    if (known !== undefined) return known;
    const roots = this.#index.addRoots();
    this.#typeRoots.set(label, roots);
    return roots;
  }
}
