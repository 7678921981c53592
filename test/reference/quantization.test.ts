import { expect, test } from '@jest/globals';
import { dequantizeRows, quantizeRows } from './quantization.js';
import { randomNumbers } from './random.js';

test('the largest value of each row becomes 127 or -127', () => {
  const { quantized, scales } = quantizeRows([127, -63, 0, 1, -254, 2], 3);
  expect([...quantized]).toEqual([127, -63, 0, 0, -127, 1]);
  expect([...scales]).toEqual([1, 2]);
});

test('halves are rounded to the even number, on either side of 0', () => {
  const { quantized } = quantizeRows([127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.25, -2.75], 9);
  expect([...quantized]).toEqual([127, 0, 2, 2, 0, -2, -2, 2, -3]);
});

test('a row of zeros stays zeros', () => {
  const { quantized, scales } = quantizeRows([0, 0, 3, 0], 2);
  expect([...quantized]).toEqual([0, 0, 127, 0]);
  expect([...dequantizeRows(quantized, scales, 2)]).toEqual([0, 0, 3, 0]);
});

test('restored numbers are within half a scale of the original ones', () => {
  const width = 17;
  const matrix = randomNumbers(1).normals(40 * width);
  const { quantized, scales } = quantizeRows(matrix, width);
  const back = dequantizeRows(quantized, scales, width);
  for (const [k, value] of matrix.entries()) {
    const scale = scales[Math.floor(k / width)];
    expect(Math.abs(back[k] - value)).toBeLessThanOrEqual((scale / 2) * (1 + 1e-12));
  }
});
