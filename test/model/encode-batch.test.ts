import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadKernels } from '../../src/kernels/kernels.js';
import { createMemory } from '../../src/kernels/memory.js';
import { encodeBatch as encodeWords, rowsOf, storeRows } from '../../src/model/encode-batch.js';

function createEngine() {
  const memory = createMemory();
  return { memory, kernels: loadKernels(memory, 'exact') };
}

const engine = createEngine();

const encodeBatch = (_: typeof engine, sentences: readonly (readonly number[])[]) =>
  encodeWords(
    engine,
    sentences.map((wordIds) => ({ wordIds, spellings: [], shapes: [] })),
  );

// Sentences whose ids say where they stand, so that no two tokens are alike.
const sentences = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })
  .map((lengths) => lengths.map((length, b) => Array.from({ length }, (_, t) => 100 * b + t)));

test('the rows stand step by step, in each step the sentences that are long enough', () => {
  const { order, wordIds, steps } = encodeBatch(engine, [[1], [2, 3, 4], [5, 6]]);
  expect(order).toEqual([1, 2, 0]);
  expect(wordIds).toEqual([2, 5, 1, 3, 6, 4]);
  expect(steps).toMatchObject({ B: 3, T: 3, R: 6, lengths: [3, 2, 1], liveRows: [3, 2, 1] });
  expect(steps.rowStarts).toEqual([0, 3, 5]);
  expect([...engine.memory.integers(steps.rowStartsAddress, 3)]).toEqual([0, 3, 5]);
});

test('sentences of one length keep their order', () => {
  expect(encodeBatch(engine, [[1, 2], [3], [4, 5], [6], [7, 8]]).order).toEqual([0, 2, 4, 1, 3]);
});

test('every token has exactly one row', () => {
  fc.assert(
    fc.property(sentences, (sentences) => {
      const { wordIds, steps } = encodeBatch(engine, sentences);
      expect(wordIds.toSorted((a, b) => a - b)).toEqual(sentences.flat());
      expect(steps.R).toBe(wordIds.length);
    }),
  );
});

test('rows and order lead back to the sentences', () => {
  fc.assert(
    fc.property(sentences, (sentences) => {
      const { wordIds, steps, order } = encodeBatch(engine, sentences);
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

test('other values of the tokens come in the rows of their words', () => {
  fc.assert(
    fc.property(sentences, (sentences) => {
      const { wordIds, steps, order } = encodeBatch(engine, sentences);
      const doubled = sentences.map((ids) => ids.map((id) => 2 * id));
      expect(rowsOf(steps, order, doubled)).toEqual(wordIds.map((id) => 2 * id));
    }),
  );
});

test('spellings and shapes come in the rows of their words, the lists the same', () => {
  const [a, b, c] = [[1], [2, 3], [4]];
  const words = [
    { wordIds: [1, 2], spellings: [a, b], shapes: [7, 8] },
    { wordIds: [3, 1, 1], spellings: [c, a, a], shapes: [9, 7, 7] },
  ];
  const { wordIds, spellings, shapes } = encodeWords(engine, words);
  expect(shapes).toEqual([9, 7, 7, 8, 7]);
  expect(wordIds).toEqual([3, 1, 1, 2, 1]);
  spellings.forEach((spelling, row) => {
    expect(spelling).toBe([c, a, a, b, a][row]);
  });
  expect(spellings).toHaveLength(5);
});

test('words that are not spelled, whose shape is not seen, stay so', () => {
  expect(encodeBatch(engine, [[1], [2, 3]])).toMatchObject({ spellings: [], shapes: [] });
});

test('rows are stored as they are', () => {
  const rows = [3, 0, 2 ** 31 - 1, 7];
  expect([...engine.memory.integers(storeRows(engine, rows), 4)]).toEqual(rows);
});
