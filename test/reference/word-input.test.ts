import { expect, test } from '@jest/globals';
import { characters } from './characters.js';
import { finiteDifferences } from './finite-differences.js';
import type { NamedArrays } from './named-arrays.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';
import { wordInput } from './word-input.js';

const [D, F, E] = [2, 3, 2];
const spellings = [[0, 1, 2], [3], [2, 2]];

function randomCase() {
  const random = randomNumbers(1);
  const values = {
    embedding: random.normals(5 * D),
    weight: random.normals(F * 3 * D),
    bias: random.normals(F),
  };
  const parameters: NamedArrays = {
    'characters.embedding': values.embedding,
    'characters.weight': values.weight,
    'characters.bias': values.bias,
  };
  return { values, parameters, words: random.normals(3 * E), dOutput: random.normals(3 * (E + F)) };
}

test('behind the vector of each word stands that of its letters', () => {
  const { values, parameters, words } = randomCase();
  const { output } = wordInput(words, spellings, parameters);
  const letters = characters(spellings, values).output;
  const rows = [0, 1, 2].map((t) => [
    ...words.slice(2 * t, 2 * t + 2),
    ...letters.slice(3 * t, 3 * t + 3),
  ]);
  expect([...output]).toEqual(rows.flat());
});

test('without spellings a word is its vector', () => {
  const { parameters, words } = randomCase();
  const { output, backward } = wordInput(words, undefined, parameters);
  expect(output).toEqual(words);
  expect(backward(words)).toEqual({ dWords: words, dParameters: {} });
});

test('the gradients match finite differences', () => {
  const { parameters, words, dOutput } = randomCase();
  const loss = () => dot(wordInput(words, spellings, parameters).output, dOutput);
  const { dWords, dParameters } = wordInput(words, spellings, parameters).backward(dOutput);
  expect(relativeError(dWords, finiteDifferences(loss, words))).toBeLessThan(1e-6);
  for (const [name, array] of Object.entries(parameters)) {
    expect(relativeError(dParameters[name], finiteDifferences(loss, array))).toBeLessThan(1e-6);
  }
});
