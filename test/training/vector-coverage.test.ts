import { expect, test } from '@jest/globals';
import { quantizeVectors } from '../../src/model/stored-vectors.js';
import { createTagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { findVectors, initializeEmbedding } from '../../src/training/vector-coverage.js';
import { plainLstm } from '../model/plain-lstm.js';

const rows = [
  [1, 2, -3],
  [0.5, 0.25, 0.125],
  [7, 8, 9],
];

function tagger(words: readonly string[], digitsAreZeros: boolean) {
  const vectors = quantizeVectors({
    words: ['bear', '00', 'unasked'],
    rows: Float32Array.from(rows.flat()),
    dimension: 3,
    digitsAreZeros,
  })!;
  const config = { ...plainLstm, wordDimension: 3, hidden: 4, decoder: 'crf' } as const;
  const options = { arithmetic: 'exact', isTraining: true } as const;
  const content = { config, types: ['PER'], words, characters: [], vectors };
  return { vectors, tagger: createTagger(content, options) };
}

const words = ['', 'wolf', 'bear', 'BEAR', '17', 'Bear', '1st'];

function initialized(words: readonly string[], digitsAreZeros: boolean, seed = 1) {
  const { tagger: made, vectors } = tagger(words, digitsAreZeros);
  const coverage = findVectors(made.content);
  initializeEmbedding(made, coverage, createRandom(seed));
  const { value, rows: count, width } = made.network.table;
  const table = made.engine.memory.floats(value, count * width).slice();
  const rowOf = (word: string) => [...table.slice(words.indexOf(word) * 3).slice(0, 3)];
  const stored = (row: number) =>
    [...vectors.bytes.slice(row * 3, row * 3 + 3)].map((byte) =>
      Math.fround(byte * vectors.scales[row]),
    );
  return { coverage, rowOf, stored, made };
}

test('training words are counted by the form found in the vector file', () => {
  const { coverage } = initialized(words, true);
  expect(coverage.counts).toEqual({ exact: 1, 'lower case': 2, 'digits as 0': 1 });
  expect([...coverage.vectorRows]).toEqual([
    [2, 0],
    [3, 0],
    [4, 1],
    [5, 0],
  ]);
});

test('digits are not replaced by 0 if the vector file keeps them', () => {
  const { coverage } = initialized(words, false);
  expect(coverage.counts).toEqual({ exact: 1, 'lower case': 2, 'digits as 0': 0 });
  expect([...coverage.vectorRows.keys()]).toEqual([2, 3, 5]);
});

test('each word starts with the vector it is found by, exactly as the model stores it', () => {
  const { rowOf, stored } = initialized(words, true);
  for (const form of ['bear', 'BEAR', 'Bear']) expect(rowOf(form)).toEqual(stored(0));
  expect(rowOf('17')).toEqual(stored(1));
});

test('words without a vector and the unknown word start with different random numbers', () => {
  const { rowOf, made } = initialized(words, true);
  const initialRows = ['', 'wolf', '1st'].map((word) => String(rowOf(word)));
  expect(new Set(initialRows).size).toBe(3);
  for (const word of ['', 'wolf', '1st']) {
    for (const number of rowOf(word)) expect(Math.abs(number)).toBeLessThanOrEqual(1);
  }
  expect(String(initialized(words, true, 2).rowOf('wolf'))).not.toBe(initialRows[1]);
  expect(made.lexicon.idOf('unasked')).toBe(words.length + 2);
});

test('without a vector file no word has a vector', () => {
  const config = { ...plainLstm, wordDimension: 3, hidden: 4, decoder: 'crf' } as const;
  const options = { arithmetic: 'exact', isTraining: true } as const;
  const made = createTagger({ config, types: ['PER'], words, characters: [] }, options);
  const { vectorRows, counts } = findVectors(made.content);
  expect(vectorRows.size).toBe(0);
  expect(counts).toEqual({ exact: 0, 'lower case': 0, 'digits as 0': 0 });
});
