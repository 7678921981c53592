// The documents of a corpus that does not mark them: sentences near each other that share a rare
// name-like word. Sentences that share none stay alone, as tweets do.
import type { LabeledSentence } from '../src/corpora/conll.js';

// How far apart two sentences may be that a shared word connects.
const REACH = 5;
// A word in more sentences than this says nothing about the document.
const MOST_SENTENCES = 4;
const MOST_SHARE = 0.002;

const MIN_LENGTH = 3;
const CAPITALIZED = /^\p{Lu}.*\p{Ll}/u;

/** The sentences, of which the first of each document found is marked. */
export function findDocuments(sentences: readonly LabeledSentence[]): LabeledSentence[] {
  const words = rareWords(sentences);
  let end = 0;
  return sentences.map((sentence, index) => {
    const startsDocument = index > end || index === 0;
    end = Math.max(end, index, farthestConnected(words, index));
    return startsDocument ? { ...sentence, startsDocument } : sentence;
  });
}

/** The words of each sentence with a capital that few sentences have. */
function rareWords(sentences: readonly LabeledSentence[]): Set<string>[] {
  const words = sentences.map(({ tokens }) => new Set(tokens.filter(isNameLike)));
  const counts = new Map<string, number>();
  for (const word of words.flatMap((set) => [...set])) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = Math.max(MOST_SENTENCES, MOST_SHARE * sentences.length);
  return words.map((set) => new Set([...set].filter((word) => (counts.get(word) ?? 0) <= most)));
}

function isNameLike(word: string): boolean {
  if (word.length < MIN_LENGTH) return false;
  const isCapitals = word === word.toUpperCase() && word !== word.toLowerCase();
  return isCapitals || CAPITALIZED.test(word);
}

/** The last sentence within reach that shares a word with this one, or this one. */
function farthestConnected(words: readonly Set<string>[], index: number): number {
  for (let other = Math.min(index + REACH, words.length - 1); other > index; other -= 1) {
    if ([...words[index]].some((word) => words[other].has(word))) return other;
  }
  return index;
}
