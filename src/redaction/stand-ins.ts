// Stand-ins for names, such as [PER_1].
//
// A stand-in is a type, an underline and a number in brackets. It holds neither brackets nor spaces
// inside, so that it is found again wherever it is moved to, and no text around it can change where
// it begins or ends. If the source itself has something of this form, a backslash is put after its
// first bracket: [PER_1] becomes [\PER_1], and [\PER_1] becomes [\\PER_1]. To restore a text, each
// stand-in is replaced by what it stands for, and one backslash of each escaped look-alike is left
// out. Both are done in one pass.

/** Everything of the form of a stand-in, with its backslashes if it is escaped. */
const LOOK_ALIKE = /\[(?<backslashes>\\*)[^[\]\\\s]+_[1-9]\d*\]/g;

/** The plain stand-in of a type, as in [PER]. */
export const plainStandIn = (label: string) => `[${inside(label)}]`;

/** Whether a text is one stand-in. */
export const isStandIn = (text: string) => /^\[[^[\]\\\s]+_[1-9]\d*\]$/.test(text);

// A type may hold any character but a space.
const inside = (label: string) => label.replace(/[[\]\\\s\p{C}]/gu, '-') || '-';

/** A part of the source that is kept, with its look-alikes escaped. */
export const escapeLookAlikes = (text: string) =>
  text.includes('[') ? text.replace(LOOK_ALIKE, (found) => `[\\${found.slice(1)}`) : text;

/** @param originalOf what a stand-in stands for */
export function replaceStandIns(text: string, originalOf: (standIn: string) => string): string {
  if (!text.includes('[')) return text;
  return text.replace(LOOK_ALIKE, (found, backslashes) =>
    backslashes === '' ? originalOf(found) : `[${found.slice(2)}`,
  );
}

/** What a stand-in stands for. */
export interface Pseudonym {
  readonly standIn: string;
  readonly label: string;
  readonly text: string;
}

/** Numbered stand-ins: the same one for the same text and type. */
export class Pseudonyms {
  readonly #byLabel = new Map<string, Map<string, string>>();
  /** Stand-ins by what they have inside before the number. */
  readonly #counts = new Map<string, number>();

  /** The stand-in of a name, a new one if the name is new. */
  standInOf({ label, text }: { readonly label: string; readonly text: string }): string {
    const known = this.#byLabel.get(label) ?? new Map<string, string>();
    this.#byLabel.set(label, known);
    const found = known.get(text);
    if (found !== undefined) return found;
    const type = inside(label);
    const count = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, count);
    const standIn = `[${type}_${count}]`;
    known.set(copyOf(text), standIn);
    return standIn;
  }

  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** All pseudonyms, type by type in the order of their numbers. */
  *all(): Generator<Pseudonym> {
    for (const [label, known] of this.#byLabel) {
      for (const [text, standIn] of known) yield { standIn, label, text };
    }
  }
}

// A slice of a line would keep the whole line in memory.
const copyOf = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le');
