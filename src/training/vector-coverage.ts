// Coverage of the training words by the vector file, and the word embeddings before training.
import { initializeWords } from '../model/network/initialize-network.js';
import type { Tagger, TaggerContent } from '../model/tagger.js';
import type { Random } from '../tensors/random.js';
import { type LookUpForm, lookUpWord } from '../vectors/vector-lookup.js';

export interface VectorCoverage {
  /** By row of the embedding table, the row of the word's vector. */
  readonly vectorRows: ReadonlyMap<number, number>;
  /** Number of words by the form that was found. */
  readonly counts: Readonly<Record<LookUpForm, number>>;
}

/**
 * Looks up each word of the vocabulary among the word vectors.
 *
 * @param spellings under what else a folded word is looked up
 */
export function findVectors(
  { words, vectors }: TaggerContent,
  spellings: ReadonlyMap<string, string> = new Map(),
): VectorCoverage {
  const vectorRows = new Map<number, number>();
  const counts = { exact: 0, 'lower case': 0, 'digits as 0': 0 };
  if (!vectors) return { vectorRows, counts };
  const index = new Map(vectors.words.map((word, row) => [word, row]));
  words.forEach((word, row) => {
    const spelling = spellings.get(word);
    const found =
      lookUpWord(index, word, vectors.digitsAreZeros) ??
      (spelling && lookUpWord(index, spelling, vectors.digitsAreZeros));
    if (!found) return;
    counts[found.by]++;
    vectorRows.set(row, found.row);
  });
  return { vectorRows, counts };
}

/** Sets each word's row to its vector, as the model file stores it, or to random numbers. */
export function initializeEmbedding(
  { engine, content, network: { table } }: Tagger,
  { vectorRows }: VectorCoverage,
  random: Random,
): void {
  const { kernels, memory } = engine;
  initializeWords(engine, table, content.subwords?.length ?? 0, random);
  const mark = memory.mark();
  const id = memory.allocate(4);
  const { bytes, scales } = table.fixed;
  const { width, value } = table;
  for (const [row, vectorRow] of vectorRows) {
    memory.integers(id, 1)[0] = vectorRow;
    kernels.gatherQuantizedRows(1, width, bytes, scales, id, value + row * width * 4, width);
  }
  memory.release(mark);
}
