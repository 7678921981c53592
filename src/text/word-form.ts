// Folding of words, which are then looked up as one. Character features and shapes still tell them
// apart.

/** The word in lower case, with plain quotes. */
export function foldWord(word: string): string {
  return word.toLowerCase().replace(singleQuotes, "'").replace(doubleQuotes, '"');
}

const singleQuotes = /[\u2018\u2019]/g;
const doubleQuotes = /[\u201c\u201d]/g;
