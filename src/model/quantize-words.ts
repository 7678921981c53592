// Quantizes the learned words of a trained tagger: they are stored like the vectors of a file, in
// one byte a number.
import type { Arithmetic } from '../kernels/kernels.js';
import { FIRST_CONVENTIONS } from '../text/text-conventions.js';
import { foldWord, normalizeWord } from '../text/word-form.js';
import type { QuantizedVectors } from './quantized-vectors.js';
import { quantizeVectors } from './stored-vectors.js';
import { createTagger, type StoredVectors, type Tagger } from './tagger.js';

/**
 * A tagger of the same network that cannot be trained. Its only learned row is that of the unknown
 * word, beside those of subwords, which are rounded; the others have joined the vectors, each number rounded to the nearest of 255 steps of its
 * row, and vectors that no word can find any more are dropped. Words that were not learned are
 * looked up among all of them, as in a vector file: a few that were unknown are now found, or find
 * the learned vector of their lower case instead of the file's.
 */
export function quantizeWords(tagger: Tagger, arithmetic: Arithmetic): Tagger {
  const { content, engine, network } = tagger;
  const [unknown] = content.words;
  const vectors = joinVectors(tagger);
  const small = createTagger(
    { ...content, words: [unknown], vectors, subwordVectors: quantizeSubwords(tagger) },
    { arithmetic, isTraining: false },
  );
  const copy = (count: number, from: number, to: number) =>
    small.engine.memory.floats(to, count).set(engine.memory.floats(from, count));
  const { parameters, table } = network;
  copy(parameters.count, parameters.values, small.network.parameters.values);
  copy(table.width, table.value, small.network.table.value);
  return small;
}

function quantizeSubwords({ content, engine, network }: Tagger): QuantizedVectors | undefined {
  const { words, subwords } = content;
  if (!subwords) return undefined;
  const { value, width } = network.table;
  const rows = engine.memory.floats(value + words.length * width * 4, subwords.length * width);
  return quantizeVectors({ words: subwords, rows, dimension: width, digitsAreZeros: false });
}

/** The vectors of a loaded model are made anew from its file each time they are asked for. */
function readOnce({ words, bytes, scales, digitsAreZeros }: StoredVectors): StoredVectors {
  return { words, bytes, scales, digitsAreZeros };
}

/** The learned words, quantized, before the vectors that can still be found. */
function joinVectors({ content, engine, network }: Tagger): StoredVectors | undefined {
  const { config, conventions: { wordForms } = FIRST_CONVENTIONS } = content;
  const vectors = content.vectors && readOnce(content.vectors);
  const { value, width } = network.table;
  const words = content.words.slice(1);
  const learned = quantizeVectors({
    words,
    rows: engine.memory.floats(value + 4 * width, words.length * width),
    dimension: width,
    digitsAreZeros: vectors?.digitsAreZeros ?? false,
  });
  if (!learned || !vectors) return learned ?? vectors;
  const known = new Set(learned.words);
  const formOf = (word: string) => (config.foldsWords ? foldWord(word, wordForms) : word);
  const places = vectors.words.flatMap((word, place) =>
    known.has(formOf(normalizeWord(word, wordForms))) ? [] : [place],
  );
  const bytes = new Int8Array((learned.words.length + places.length) * width);
  bytes.set(learned.bytes);
  places.forEach((place, index) => {
    const row = vectors.bytes.subarray(place * width, (place + 1) * width);
    bytes.set(row, (learned.words.length + index) * width);
  });
  return {
    words: [...learned.words, ...places.map((place) => vectors.words[place])],
    bytes,
    scales: Float32Array.from([...learned.scales, ...places.map((place) => vectors.scales[place])]),
    digitsAreZeros: vectors.digitsAreZeros,
  };
}
