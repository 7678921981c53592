// Context dropout: some sentences are read without their document, as `tagger tag` reads a line, so
// that the network learns to do without.
import type { EncodedWords } from '../../model/vocabulary/encode-words.js';
import type { Random } from '../../tensors/random.js';

const RATE = 0.2;

/** Returns a function that drops, at random, all that the document of a sentence says. */
export function createContextDropout(
  { readsDocuments }: { readonly readsDocuments?: boolean },
  random: Random,
): (words: EncodedWords) => EncodedWords {
  if (!readsDocuments) return (words) => words;
  return (words) => (random.uniform() < RATE ? { ...words, contexts: undefined } : words);
}
