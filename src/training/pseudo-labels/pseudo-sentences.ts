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
  /** The next sentence added starts a document, to which those after it belong. */
  startDocument(): void;
  /** @param labelIds as many as tokens, each below 2¹⁶ */
  add(tokens: readonly string[], labelIds: readonly number[]): void;
  lengthOf(sentence: number): number;
  get(sentence: number): PseudoSentence;
  /** The first sentence of the document of a sentence, and the one after its last. */
  documentOf(sentence: number): readonly [first: number, end: number];
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
  // The first sentence of each document.
  const documents = createNumbers((length) => new Uint32Array(length));
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
    startDocument: () => {
      const first = ends.length();
      if (documents.length() === 0 || documents.at(documents.length() - 1) < first) {
        documents.push(first);
      }
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
    documentOf: (sentence) => {
      // The last document that starts at the sentence or before it.
      let [low, high] = [0, documents.length() - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (documents.at(middle) <= sentence) low = middle;
        else high = middle - 1;
      }
      const isLast = low + 1 >= documents.length();
      return [documents.at(low), isLast ? ends.length() : documents.at(low + 1)];
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
