// Copies of words that outlive the line they were read from.

/** Tokens may be slices of a large text, which they would keep in memory. */
export const ownCopy = (text: string): string => JSON.parse(JSON.stringify(text));
