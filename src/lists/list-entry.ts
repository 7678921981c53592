// Entries of gazetteers and deny lists, and the rules for what they may hold.

/** A name to find: what a gazetteer consists of. */
export interface GazetteerEntry {
  readonly text: string;
  /** The type of the entity. */
  readonly label: string;
  /** What the name stands for, e.g. in a knowledge base. */
  readonly id?: string;
  /** Overrides the rule for the whole list. */
  readonly caseSensitive?: boolean;
}

/** A text that is never an entity or, with a label, never one of this type. */
export type DenyEntry = Omit<GazetteerEntry, 'label' | 'id'> & { readonly label?: string };

/** What a text must be, for errors. */
export const EXPECTED_TEXT = 'a text that is not blank';

/**
 * In UTF-16 units. Names that share a long beginning are compared atom by atom at each place of a
 * text, so that the time is at most this many times its length. Labels of Wikidata have up to 250.
 */
export const LONGEST_TEXT = 1000;

/** What a label must be, for errors. */
export const EXPECTED_LABEL = 'a label without white space that does not begin with a hyphen';

export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every text begins with a character of ASCII, for which no pattern is needed.
  return !(first > 0x20 && first < 0x7f) && !/\S/.test(text);
}

// Labels become tags, which are columns of CoNLL.
export const isLabel = (text: string) => /^(?!-)[^\s\p{Cc}]+$/u.test(text);
