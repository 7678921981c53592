// Sentences that a teacher has labeled, in six bytes a token: far more of them fit into memory than
// as lists of words.
import type { LabeledSentence } from '../../corpora/conll.js';

/** A sentence with its label ids. */
export interface PseudoSentence {
  readonly tokens: readonly string[];
  readonly labelIds: readonly number[];
}

export interface PseudoSentences {
  readonly count: number;
  readonly tokenCount: number;
  /** @param labelIds as many as tokens, each below 2¹⁶ */
  add(tokens: readonly string[], labelIds: readonly number[]): void;
  lengthOf(sentence: number): number;
  get(sentence: number): PseudoSentence;
  /** How often each word occurs, as it is written, in order of appearance. */
  wordCounts(): Iterable<readonly [word: string, count: number]>;
}

export function createPseudoSentences(): PseudoSentences {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const counts: number[] = [];
  const wordIds = createNumbers((length) => new Uint32Array(length));
  const labels = createNumbers((length) => new Uint16Array(length));
  const ends = createNumbers((length) => new Uint32Array(length));
  const idOf = (word: string) => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, words.length);
    counts.push(0);
    return words.push(word) - 1;
  };
  const startOf = (sentence: number) => (sentence === 0 ? 0 : ends.at(sentence - 1));
  return {
    get count() {
      return ends.length();
    },
    get tokenCount() {
      return wordIds.length();
    },
    add: (tokens, labelIds) => {
      for (const [index, token] of tokens.entries()) {
        const id = idOf(token);
        counts[id]++;
        wordIds.push(id);
        labels.push(labelIds[index]);
      }
      ends.push(wordIds.length());
    },
    lengthOf: (sentence) => ends.at(sentence) - startOf(sentence),
    get: (sentence) => {
      const [start, end] = [startOf(sentence), ends.at(sentence)];
      return {
        tokens: Array.from(wordIds.slice(start, end), (id) => words[id]),
        labelIds: Array.from(labels.slice(start, end)),
      };
    },
    wordCounts: function* () {
      for (const [id, word] of words.entries()) yield [word, counts[id]];
    },
  };
}

/** The longest sentences without their labels, at most `most`, the longest first. */
export function longestSentences(sentences: PseudoSentences, most: number): LabeledSentence[] {
  return Array.from({ length: sentences.count }, (_, sentence) => sentence)
    .sort((a, b) => sentences.lengthOf(b) - sentences.lengthOf(a))
    .slice(0, most)
    .map((sentence) => ({ tokens: sentences.get(sentence).tokens, spans: [], line: 0 }));
}

type NumberArray = Uint32Array | Uint16Array;

/** A list of numbers in a typed array, which doubles when it is full. */
function createNumbers<Numbers extends NumberArray>(allocate: (length: number) => Numbers) {
  let numbers = allocate(1024);
  let length = 0;
  return {
    length: () => length,
    push: (number: number) => {
      if (length === numbers.length) {
        const larger = allocate(2 * length);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[length++] = number;
    },
    at: (index: number) => numbers[index],
    slice: (start: number, end: number) => numbers.subarray(start, end),
  };
}
