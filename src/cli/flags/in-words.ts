// Alternatives in a sentence.

/** As in "conll, jsonl or brat". */
export const inWords = (names: readonly string[]): string =>
  names.join(', ').replace(/, (?=[^,]*$)/, ' or ');
