import { expect, test } from '@jest/globals';
import { cellNames, cells } from './cells/cells.js';
import { characterRnn } from './character-rnn.js';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { randomCharacterRnn } from './random-characters.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';

test('forward the last character speaks last, in reverse the first', () => {
  const one = { weight_hh_l0: Float64Array.of(0.5), bias_l0: Float64Array.of(0) };
  const parameters = {
    embedding: Float64Array.of(1, 2, 3),
    weight_ih_l0: Float64Array.of(1),
    ...one,
    weight_ih_l0_reverse: Float64Array.of(-1),
    weight_hh_l0_reverse: Float64Array.of(0.25),
    bias_l0_reverse: Float64Array.of(0.1),
  };
  const { output } = characterRnn([[0, 2]], parameters, 'rnn');
  expect(output[0]).toBeCloseTo(Math.tanh(3 + 0.5 * Math.tanh(1)), 12);
  expect(output[1]).toBeCloseTo(Math.tanh(-1 + 0.1 + 0.25 * Math.tanh(-3 + 0.1)), 12);
});

test.each(cellNames)('the gradients of %s match finite differences', (cell) => {
  const random = randomNumbers(3);
  const parameters = randomCharacterRnn(random, { cell, characterCount: 5, D: 3, H: 2 });
  const spellings = [[1, 2, 3, 1, 1], [4], [0, 0], [1, 2, 3, 1, 1], [4, 0, 2, 2, 1, 0, 3]];
  const dOutput = random.normals(spellings.length * 4);
  const loss = () => dot(characterRnn(spellings, parameters, cell).output, dOutput);
  const gradients = characterRnn(spellings, parameters, cell).backward(dOutput);
  expect(Object.keys(parameters)).toHaveLength(cells[cell].peepholeCount > 0 ? 9 : 7);
  for (const [name, array] of Object.entries(parameters)) {
    expect(relativeError(gradients[name], finiteDifferences(loss, array))).toBeLessThan(1e-6);
  }
});
