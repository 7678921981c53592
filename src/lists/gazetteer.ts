// A gazetteer: the names of one or more lists, and their places in a text.
import type { Entity, TaggedText } from '../entities/entity.js';
import { EntryStore } from './entry-store.js';
import type { GazetteerEntry } from './list-entry.js';
import { NameIndex } from './name-index.js';

/** What a gazetteer knows about a name. */
export type ListedName = Pick<GazetteerEntry, 'label' | 'id'>;

/** What an entry adds: a new name, nothing, or a contradiction to the earlier entry of its name. */
export type Addition = 'new' | 'repeated' | { readonly earlier: ListedName };

export class Gazetteer {
  readonly #index = new NameIndex();
  readonly #roots = this.#index.addRoots();
  readonly #entries = new EntryStore();
  readonly #ignoresCase: boolean;

  /** @param ignoresCase whether a name is found in any case, unless its entry says otherwise */
  constructor(ignoresCase: boolean) {
    this.#ignoresCase = ignoresCase;
  }

  /** The labels of all entries, in the order in which they came. */
  get labels(): readonly string[] {
    return this.#entries.labels;
  }

  /** Adds an entry; of several for one name, the first counts. */
  add({ text, label, id, caseSensitive = !this.#ignoresCase }: GazetteerEntry): Addition {
    const earlier = this.#index.add(text, this.#roots, !caseSensitive, this.#entries.size);
    if (earlier < 0) {
      this.#entries.add(label, id);
      return 'new';
    }
    const known = this.#describe(earlier);
    return known.label === label && known.id === id ? 'repeated' : { earlier: known };
  }

  /** The label and the id of a name. */
  lookUp(name: string): ListedName | undefined {
    const entry = this.#index.valueOf(name, this.#roots);
    return entry < 0 ? undefined : this.#describe(entry);
  }

  /**
   * The names in a text: at each place the longest, from left to right. A name is made of whole
   * tokens, but may go over the end of a sentence.
   *
   * @param kept entities, in order, that no name may overlap
   */
  find(tagged: TaggedText, kept: readonly Entity[]): Entity[] {
    const found: Entity[] = [];
    const count = this.#index.open(tagged);
    let next = 0;
    for (let atom = 0; atom < count; ) {
      const offset = this.#index.startOf(atom);
      while (next < kept.length && kept[next].end <= offset) next++;
      const limit = next < kept.length ? kept[next].start : tagged.text.length;
      const name = this.#index.nameAt(atom, this.#roots, limit);
      atom = name?.nextAtom ?? atom + 1;
      if (name === undefined) continue;
      const { start, end, value } = name;
      const { label, id } = this.#describe(value);
      const entity = { label, text: tagged.text.slice(start, end), start, end };
      found.push(id === undefined ? entity : { ...entity, id });
    }
    return found;
  }

  #describe(entry: number): ListedName {
    return { label: this.#entries.labelOf(entry), id: this.#entries.idOf(entry) };
  }
}
