// What a new tagger knows before it learns: words, letters and types of the training sentences, and no others.

import type { LabeledSentence } from '../corpora/conll.js';
import { initializeWords } from '../model/network/initialize-network.js';
import type { Tagger } from '../model/tagger.js';
import { lettersOf } from '../model/vocabulary/alphabet.js';
import type { Random } from '../tensors/random.js';
import { foldWord } from '../text/word-form.js';
import { type LookUpForm, lookUpWord } from '../vectors/vector-lookup.js';

export interface Vocabulary {
  /** Sorted. */
  readonly types: readonly string[];
  /** In order of appearance, behind an empty one for the unknown word. */
  readonly words: readonly string[];
  /** Those of at least two words, in order of appearance, behind an empty one for the unknown letter. */
  readonly letters: readonly string[];
}

/** @param foldsWords whether words are learned in the form that `foldWord` gives them; letters never are */
export function collectVocabulary(
  sentences: readonly LabeledSentence[],
  foldsWords: boolean,
): Vocabulary {
  const types = new Set(sentences.flatMap(({ spans }) => spans.map(({ label }) => label)));
  const written = new Set(sentences.flatMap(({ tokens }) => tokens));
  const words = foldsWords ? new Set([...written].map(foldWord)) : written;
  return { types: [...types].sort(), words: ['', ...words], letters: ['', ...lettersIn(written)] };
}

/** A letter of one word only is left out, so that the vector of the unknown letter is learned. */
function lettersIn(words: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    for (const letter of new Set(lettersOf(word)))
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return [...counts.keys()].filter((letter) => (counts.get(letter) ?? 0) > 1);
}

export interface VectorCoverage {
  /** Rows of the embedding table that begin as a vector of the file. */
  readonly rows: ReadonlySet<number>;
  /** How many learned words were found by which form. */
  readonly counts: Readonly<Record<LookUpForm, number>>;
}

/** Gives each learned word its own row: the vector of the file it is found by, as the model stores it, or random numbers. */
export function initializeEmbedding(
  { engine, network, content }: Tagger,
  random: Random,
): VectorCoverage {
  const { table } = network;
  const { kernels, memory } = engine;
  initializeWords(engine, table, random);
  const rows = new Set<number>();
  const counts = { exact: 0, 'lower case': 0, 'digits as 0': 0 };
  if (!content.vectors) return { rows, counts };
  const { words, digitsAreZeros } = content.vectors;
  const index = new Map(words.map((word, row) => [word, row]));
  const mark = memory.mark();
  const id = memory.allocate(4);
  const { bytes, scales } = table.fixed;
  content.words.forEach((word, row) => {
    const found = lookUpWord(index, word, digitsAreZeros);
    if (!found) return;
    counts[found.by]++;
    rows.add(row);
    memory.integers(id, 1)[0] = found.row;
    const { width, value } = table;
    const out = value + row * width * 4;
    kernels.gatherQuantizedRows(1, width, bytes, scales, id, out, width);
  });
  memory.release(mark);
  return { rows, counts };
}
