import { expect, test } from '@jest/globals';
import { createRandom } from '../../src/tensors/random.js';
import { prepareTagger } from '../../src/training/trainable-tagger.js';
import type { WordVectors } from '../../src/vectors/word-vectors.js';
import { plainLstm } from '../model/plain-lstm.js';
import { quantizeRows } from '../reference/quantization.js';

const config = { ...plainLstm, wordDimension: 3, hidden: 4, decoder: 'crf' } as const;
const vocabulary = {
  types: ['PER'],
  words: ['', 'bear', 'Teddy', 'wolf'],
  characters: ['', 'e', 'r'],
};

const vectorsOf = (words: readonly string[], rows: readonly number[]): WordVectors => ({
  format: 'GloVe text',
  dimension: 3,
  fileRowCount: words.length,
  words,
  rows: Float32Array.from(rows),
  digitsAreZeros: false,
  sha256: '',
  warnings: [],
});

const startOf = (seed: number) =>
  ({ arithmetic: 'exact', random: createRandom(seed), gateBias: 0 }) as const;

const vectors = vectorsOf(['bear', 'teddy'], [0.3, -1, 0.77, 2, 0.01, -0.6]);

test('training starts with the vectors as they will be stored, not as they were read', () => {
  const { tagger, coverage } = prepareTagger(config, vocabulary, vectors, startOf(1));
  const { bytes, scales } = tagger.content.vectors!;
  expect(bytes).toEqual(quantizeRows(vectors.rows, 3).quantized);
  const stored = Array.from(bytes, (byte, k) => Math.fround(byte * scales[Math.floor(k / 3)]));
  const { table } = tagger.network;
  const initial = [...tagger.engine.memory.floats(table.value + 3 * 4, 6)];
  expect(initial).toEqual(stored);
  expect(initial).not.toEqual([...vectors.rows]);
  expect([...coverage.vectorRows.keys()]).toEqual([1, 2]);
});

test('the same seed gives the same initial weights, another seed others', () => {
  const weightsOf = (seed: number) => {
    const { tagger } = prepareTagger(config, vocabulary, vectors, startOf(seed));
    const { parameters, table } = tagger.network;
    return [
      ...tagger.engine.memory.floats(parameters.values, parameters.count),
      ...tagger.engine.memory.floats(table.value, table.rows * table.width),
    ];
  };
  expect(weightsOf(1)).toEqual(weightsOf(1));
  expect(weightsOf(2)).not.toEqual(weightsOf(1));
});

test('characters are kept for a network that reads them, and for no other', () => {
  const characters = { encoder: 'cnn', dimension: 2, filters: 3, widths: [3] } as const;
  const reading = prepareTagger({ ...config, characters }, vocabulary, undefined, startOf(1));
  expect(reading.tagger.content.characters).toEqual(['', 'e', 'r']);
  expect(reading.tagger.characterVocabulary?.spell('bear')).toEqual([0, 1, 0, 2]);
  const { tagger } = prepareTagger(config, vocabulary, undefined, startOf(1));
  expect(tagger.content.characters).toEqual([]);
  expect(tagger.characterVocabulary).toBeUndefined();
});

test('a vector file of which nothing was kept counts as none', () => {
  const none = vectorsOf([], []);
  const { tagger, coverage } = prepareTagger(config, vocabulary, none, startOf(1));
  expect(tagger.content.vectors).toBeUndefined();
  expect(coverage.vectorRows.size).toBe(0);
});
