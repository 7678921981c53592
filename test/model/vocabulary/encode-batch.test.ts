import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadKernels } from '../../../src/kernels/kernels.js';
import { createMemory } from '../../../src/kernels/memory.js';
import { encodeBatch, rowsOf, storeRows } from '../../../src/model/vocabulary/encode-batch.js';
import type { EncodedWords } from '../../../src/model/vocabulary/encode-words.js';

function createEngine() {
  const memory = createMemory();
  return { memory, kernels: loadKernels(memory, 'exact') };
}

const engine = createEngine();

/** The batch, and the words of its tokens row by row. */
function encode(sentences: readonly EncodedWords[]) {
  const batch = encodeBatch(engine, sentences);
  const { words, wordOfToken, steps } = batch;
  const places = [...engine.memory.integers(wordOfToken, steps.R)];
  const wordIds = places.map((place) => words.wordIds[place]);
  return { ...batch, places, wordIds };
}

const encodeIds = (sentences: readonly (readonly number[])[]) =>
  encode(sentences.map((wordIds) => ({ wordIds, spellings: [], shapes: [] })));

// Sentences whose ids encode their place, so that no two tokens are the same.
const sentences = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })
  .map((lengths) => lengths.map((length, b) => Array.from({ length }, (_, t) => 100 * b + t)));

test('rows are grouped by step, and each step has the sentences that are long enough', () => {
  const { order, wordIds, steps } = encodeIds([[1], [2, 3, 4], [5, 6]]);
  expect(order).toEqual([1, 2, 0]);
  expect(wordIds).toEqual([2, 5, 1, 3, 6, 4]);
  expect(steps).toMatchObject({ B: 3, T: 3, R: 6, lengths: [3, 2, 1], liveRows: [3, 2, 1] });
  expect(steps.rowStarts).toEqual([0, 3, 5]);
  expect([...engine.memory.integers(steps.rowStartsAddress, 3)]).toEqual([0, 3, 5]);
});

test('sentences of one length keep their order', () => {
  expect(encodeIds([[1, 2], [3], [4, 5], [6], [7, 8]]).order).toEqual([0, 2, 4, 1, 3]);
});

test('every token has exactly one row', () => {
  fc.assert(
    fc.property(sentences, (sentences) => {
      const { wordIds, steps } = encodeIds(sentences);
      expect(wordIds.toSorted((a, b) => a - b)).toEqual(sentences.flat());
      expect(steps.R).toBe(wordIds.length);
    }),
  );
});

test('rows and order lead back to the sentences', () => {
  fc.assert(
    fc.property(sentences, (sentences) => {
      const { wordIds, steps, order } = encodeIds(sentences);
      expect(order.toSorted((a, b) => a - b)).toEqual(sentences.map((_, index) => index));
      const restored: number[][] = sentences.map(() => []);
      order.forEach((sentence, b) => {
        for (let t = 0; t < steps.lengths[b]; t++) {
          restored[sentence].push(wordIds[steps.rowStarts[t] + b]);
        }
      });
      expect(restored).toEqual(sentences);
    }),
  );
});

test('other values of the tokens follow the order of the rows', () => {
  fc.assert(
    fc.property(sentences, (sentences) => {
      const { wordIds, steps, order } = encodeIds(sentences);
      const doubled = sentences.map((ids) => ids.map((id) => 2 * id));
      expect(rowsOf(steps, order, doubled)).toEqual(wordIds.map((id) => 2 * id));
    }),
  );
});

test('each distinct word is encoded once, in the order of its first row', () => {
  const { places, words } = encodeIds([
    [7, 5, 7],
    [7, 0],
    [5, 0],
  ]);
  expect(words).toEqual({ wordIds: [7, 5, 0], spellings: [], shapes: [] });
  expect(places).toEqual([0, 0, 1, 1, 2, 2, 0]);
});

test('a word that word dropout made unknown is another word, and keeps its spelling', () => {
  const [a, b] = [[1], [2, 3]];
  const { places, words } = encode([
    { wordIds: [1, 0, 1], spellings: [a, a, a], shapes: [] },
    { wordIds: [0, 0], spellings: [a, b], shapes: [] },
  ]);
  expect(words.wordIds).toEqual([1, 0, 0]);
  expect(words.spellings).toEqual([a, a, b]);
  words.spellings.forEach((spelling, place) => {
    expect(spelling).toBe([a, a, b][place]);
  });
  expect(places).toEqual([0, 1, 1, 2, 0]);
});

test('words that share a spelling are different words', () => {
  const a = [1];
  const { places, words } = encode([{ wordIds: [4, 5, 4], spellings: [a, a, a], shapes: [] }]);
  expect(words.wordIds).toEqual([4, 5]);
  expect(places).toEqual([0, 1, 0]);
});

test('words whose vectors learn come first', () => {
  const words = [{ wordIds: [7, 5, 8, 6], spellings: [], shapes: [] }];
  const batch = encodeBatch(engine, words, (id) => id > 6);
  expect(batch.words.wordIds).toEqual([7, 8, 5, 6]);
  expect(batch.learningCount).toBe(2);
  expect([...engine.memory.integers(batch.wordOfToken, 4)]).toEqual([0, 2, 1, 3]);
});

test('unknown words of different shapes are different words', () => {
  const { places, words } = encode([{ wordIds: [0, 0, 0], spellings: [], shapes: [2, 3, 2] }]);
  expect(words).toEqual({ wordIds: [0, 0], spellings: [], shapes: [2, 3] });
  expect(places).toEqual([0, 1, 0]);
});

test('rows are stored as they are', () => {
  const rows = [3, 0, 2 ** 31 - 1, 7];
  expect([...engine.memory.integers(storeRows(engine, rows), 4)]).toEqual(rows);
});
