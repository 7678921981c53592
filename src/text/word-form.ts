// Folding of words that share a row. Character features and shapes still distinguish them.

/** The word in lower case, with plain quotes. */
export function foldWord(word: string): string {
  return word.toLowerCase().replace(singleQuotes, "'").replace(doubleQuotes, '"');
}

const singleQuotes = /[\u2018\u2019]/g;
const doubleQuotes = /[\u201c\u201d]/g;
