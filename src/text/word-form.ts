// Words that are learned as one: what sets them apart is left to their letters and their shape.

/** The word in lower case, with straight quotes. */
export function foldWord(word: string): string {
  return word.toLowerCase().replace(singleQuotes, "'").replace(doubleQuotes, '"');
}

const singleQuotes = /[\u2018\u2019]/g;
const doubleQuotes = /[\u201c\u201d]/g;
