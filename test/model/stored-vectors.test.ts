import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantizeVectors } from '../../src/model/stored-vectors.js';
import { dequantizeRows, quantizeRows } from '../reference/quantization.js';

const dimension = 5;
const value = fc.oneof(
  fc.float({ min: Math.fround(-1e30), max: Math.fround(1e30), noNaN: true }),
  fc.float({ min: -4, max: 4, noNaN: true }),
  fc.constant(0),
);
// Nothing so small that its scale would have fewer digits.
const normal = value.map((x) => (Math.abs(x) < 1e-30 ? 0 : x));
const vectors = fc.array(fc.array(normal, { minLength: dimension, maxLength: dimension }), {
  minLength: 1,
  maxLength: 6,
});

function quantize(rows: readonly (readonly number[])[], words = rows.map((_, r) => `word ${r}`)) {
  const values = Float32Array.from(rows.flat());
  return quantizeVectors({ words, rows: values, dimension, digitsAreZeros: false })!;
}

test('each number is off by at most half of a step, 1 / 254 of the largest of its row', () => {
  fc.assert(
    fc.property(vectors, (rows) => {
      const { bytes, scales } = quantize(rows);
      const restored = dequantizeRows(bytes, scales, dimension);
      rows.forEach((row, r) => {
        const largest = Math.max(...row.map(Math.abs));
        for (let j = 0; j < dimension; j++) {
          const error = Math.abs(restored[r * dimension + j] - row[j]);
          // The scale itself is rounded to single precision, which 127 steps may show.
          expect(error).toBeLessThanOrEqual((largest / 254) * (1 + 1e-4));
        }
      });
    }),
  );
});

test('bytes and scales are those of the reference, next to a half off by one', () => {
  fc.assert(
    fc.property(vectors, (rows) => {
      const { bytes, scales } = quantize(rows);
      const expected = quantizeRows(rows.flat(), dimension);
      bytes.forEach((byte, k) => {
        const scale = expected.scales[Math.floor(k / dimension)];
        const steps = scale === 0 ? 0 : rows.flat()[k] / scale;
        expect(Math.abs(byte - steps)).toBeLessThanOrEqual(0.5 + 1e-4);
      });
      scales.forEach((scale, r) => {
        expect(Math.abs(scale - expected.scales[r])).toBeLessThanOrEqual(1e-6 * expected.scales[r]);
      });
    }),
  );
});

test('the largest number of a row is restored almost exactly, with its sign', () => {
  const { bytes, scales } = quantize([[0.5, -2, 1, 0, 0.001]]);
  expect([...bytes]).toEqual([32, -127, 64, 0, 0]);
  expect(scales[0]).toBeCloseTo(2 / 127, 8);
});

test('a row of zeros stays zeros, between rows that are none', () => {
  const { bytes, scales } = quantize([
    [1, 1, 1, 1, 1],
    [0, 0, 0, 0, 0],
    [2, 2, 2, 2, 2],
  ]);
  expect([...bytes.subarray(5, 10)]).toEqual([0, 0, 0, 0, 0]);
  expect([...scales]).toEqual([Math.fround(1 / 127), 0, Math.fround(2 / 127)]);
});

test('the words and what was done to their digits are kept', () => {
  const rows = Float32Array.of(1, 2);
  const stored = quantizeVectors({ words: ['b', 'a'], rows, dimension: 1, digitsAreZeros: true });
  expect(stored).toMatchObject({ words: ['b', 'a'], digitsAreZeros: true });
});

// Broken binary files have such words. A model lists one word a line, each once.
test('a word that a list of words cannot hold is left out with its row', () => {
  const rows = ['a', '', 'b\nc', 'a', 'd'].map((_, r) => new Array(dimension).fill(r + 1));
  const stored = quantize(rows, ['a', '', 'b\nc', 'a', 'd']);
  expect(stored.words).toEqual(['a', 'd']);
  expect([...stored.scales]).toEqual([Math.fround(1 / 127), Math.fround(5 / 127)]);
  expect(stored.bytes).toEqual(new Int8Array(2 * dimension).fill(127));
});

test.each([[[]], [['']]])('without a word to list there are no vectors: %j', (words: string[]) => {
  const rows = new Float32Array(words.length * dimension);
  const stored = quantizeVectors({ words, rows, dimension, digitsAreZeros: true });
  expect(stored).toBeUndefined();
});
