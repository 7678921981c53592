// The limits of the checks, chosen on public corpora so that most findings are worth a look.

/** More findings of a check are only counted, because each takes half a kilobyte of memory. */
export const MOST_FINDINGS = 10_000;

/** Shorter sentences repeat by chance: headings, dates, greetings. */
export const SHORTEST_REPEAT = 5;

/** A type with fewer entities in the first corpus is too rare to be learned. */
export const FEWEST_EXAMPLES = 10;

/** A longer sentence usually lacks a blank line. */
export const LONGEST_SENTENCE = 200;

/** In characters. A longer token usually lacks a separator, unless it is a URL. */
export const LONGEST_TOKEN = 100;

/** A label is suspicious if the usual label of the same string is this many times as frequent. */
export const INCONSISTENT_RATIO = 10;

/** A type may be a misspelling of another if the other has this many times its entities. */
export const MISSPELLING_RATIO = 10;
