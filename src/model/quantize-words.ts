// Quantizes the learned words of a trained tagger: they are stored like the vectors of a file, in
// one byte a number.
import type { Arithmetic } from '../kernels/kernels.js';
import { FIRST_CONVENTIONS } from '../text/text-conventions.js';
import { foldWord, normalizeWord } from '../text/word-form.js';
import { countOwnWords } from './ensemble-tagger.js';
import type { Network } from './network/network.js';
import type { QuantizedVectors } from './quantized-vectors.js';
import { quantizeVectors } from './stored-vectors.js';
import { createTagger, type StoredVectors, type Tagger } from './tagger.js';

/**
 * A tagger of the same network that cannot be trained. Its only learned row is that of the unknown
 * word, beside those of subwords, which are rounded; the others have joined the vectors, each number
 * rounded to the nearest of 255 steps of its row, and vectors that no word can find any more are
 * dropped. Words that were not learned are looked up among all of them, as in a vector file: a few
 * that were unknown are now found, or find the learned vector of their lower case instead of the
 * file's.
 */
export function quantizeWords(tagger: Tagger, arithmetic: Arithmetic): Tagger {
  const { content, engine, networks } = tagger;
  const [unknown] = content.words;
  const { own, vectors } = quantizeRows(tagger);
  const small = createTagger(
    { ...content, words: [unknown], vectors, subwordVectors: quantizeSubwords(tagger) },
    { arithmetic, isTraining: false },
  );
  const { memory } = small.engine;
  const copy = (count: number, from: number, to: number) =>
    memory.floats(to, count).set(engine.memory.floats(from, count));
  networks.forEach(({ parameters, table }, index) => {
    const network = small.networks[index];
    const { fixed } = network.table;
    copy(parameters.count, parameters.values, network.parameters.values);
    copy(table.width, table.value, network.table.value);
    const rows = own[index];
    if (!rows) return;
    memory.bytes(fixed.bytes, rows.bytes.length).set(rows.bytes);
    memory.floats(fixed.scales, fixed.count).set(rows.scales);
  });
  return small;
}

/**
 * The rows of each member of an ensemble that differ among them (none for a network alone), and the
 * vectors of all words.
 */
function quantizeRows(tagger: Tagger): {
  readonly own: readonly (StoredVectors | undefined)[];
  readonly vectors: StoredVectors | undefined;
} {
  const { content, networks } = tagger;
  const digitsAreZeros = content.vectors?.digitsAreZeros ?? false;
  // The first word stands for unknown ones, and keeps its numbers.
  const ownEnd = networks.length > 1 ? Math.max(1, countOwnWords(tagger)) : 1;
  const quantize = ({ table: { value, width } }: Network, start: number, end: number) =>
    quantizeVectors({
      words: content.words.slice(start, end),
      rows: tagger.engine.memory.floats(value + 4 * start * width, (end - start) * width),
      dimension: width,
      digitsAreZeros,
    });
  const own = networks.map((network) => quantize(network, 1, ownEnd));
  const common = quantize(networks[0], ownEnd, content.words.length);
  const ownWords = own[0]?.words ?? [];
  const vectors = joinVectors(tagger, ownWords, common);
  if (ownWords.length === 0) return { own, vectors };
  const { words, bytes, scales } = vectors ?? {
    words: [],
    bytes: new Int8Array(0),
    scales: new Float32Array(0),
  };
  const ownCount = ownWords.length;
  const joined = { words: [...ownWords, ...words], ownCount, bytes, scales, digitsAreZeros };
  return { own, vectors: joined };
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
function joinVectors(
  { content }: Tagger,
  ownWords: readonly string[],
  learned: StoredVectors | undefined,
): StoredVectors | undefined {
  const { config, conventions: { wordForms } = FIRST_CONVENTIONS } = content;
  const width = config.wordDimension;
  const vectors = content.vectors && readOnce(content.vectors);
  if (!vectors || (!learned && ownWords.length === 0)) return learned ?? vectors;
  const known = new Set([...ownWords, ...(learned?.words ?? [])]);
  const formOf = (word: string) => (config.foldsWords ? foldWord(word, wordForms) : word);
  const places = vectors.words.flatMap((word, place) =>
    known.has(formOf(normalizeWord(word, wordForms))) ? [] : [place],
  );
  const learnedCount = learned?.words.length ?? 0;
  const bytes = new Int8Array((learnedCount + places.length) * width);
  if (learned) bytes.set(learned.bytes);
  places.forEach((place, index) => {
    const row = vectors.bytes.subarray(place * width, (place + 1) * width);
    bytes.set(row, (learnedCount + index) * width);
  });
  const kept = places.map((place) => vectors.scales[place]);
  return {
    words: [...(learned?.words ?? []), ...places.map((place) => vectors.words[place])],
    bytes,
    scales: Float32Array.from([...(learned?.scales ?? []), ...kept]),
    digitsAreZeros: vectors.digitsAreZeros,
  };
}
