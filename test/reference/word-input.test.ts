import { expect, test } from '@jest/globals';
import { characterCnn } from './character-cnn.js';
import { characterRnn } from './character-rnn.js';
import { finiteDifferences } from './finite-differences.js';
import type { NamedArrays } from './named-arrays.js';
import { type RandomNumbers, randomNumbers } from './random.js';
import { randomCharacterRnn } from './random-characters.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';
import { wordInput } from './word-input.js';

const [D, E, S] = [2, 2, 3];
const spellings = [[0, 1, 2], [3], [2, 2]];
const shapes = [9, 0, 9];

const cnn = (random: RandomNumbers) => ({
  embedding: random.normals(5 * D),
  weight_w2: random.normals(3 * 2 * D),
  bias_w2: random.normals(3),
  weight_w3: random.normals(3 * 3 * D),
  bias_w3: random.normals(3),
});

const readings = [
  { reads: 'characters by convolution', reading: { spellings } },
  { reads: 'characters by recurrence', reading: { spellings, characterCell: 'gru' as const } },
  { reads: 'shapes', reading: { shapes } },
  { reads: 'characters and shapes', reading: { spellings, shapes } },
];

/** Parameters of all kinds, those of characters as they are read. */
function randomCase(isRecurrent: boolean) {
  const random = randomNumbers(1);
  const characters: NamedArrays = isRecurrent
    ? randomCharacterRnn(random, { cell: 'gru', characterCount: 4, D, H: 3 })
    : cnn(random);
  const parameters: NamedArrays = {
    'shape.embedding': random.normals(10 * S),
    ...Object.fromEntries(
      Object.entries(characters).map(([name, array]) => [`characters.${name}`, array]),
    ),
  };
  return { characters, parameters, words: random.normals(3 * E), random };
}

test('the vector of each word is followed by its character features and its shape', () => {
  const { characters, parameters, words } = randomCase(false);
  const { output } = wordInput(words, { spellings, shapes }, parameters);
  const said = characterCnn(spellings, characters, [2, 3]).output;
  const table = parameters['shape.embedding'];
  const rows = [0, 1, 2].map((t) => [
    ...words.slice(2 * t, 2 * t + 2),
    ...said.slice(6 * t, 6 * t + 6),
    ...table.slice(S * shapes[t], S * shapes[t] + S),
  ]);
  expect([...output]).toEqual(rows.flat());
});

test('characters are read by recurrence if there is a cell for them', () => {
  const { characters, parameters, words } = randomCase(true);
  const { output } = wordInput(words, { spellings, characterCell: 'gru' }, parameters);
  const said = characterRnn(spellings, characters, 'gru').output;
  expect([...output.subarray(2, 8)]).toEqual([...said.subarray(0, 6)]);
});

test('without anything to read a word is its vector', () => {
  const { parameters, words } = randomCase(false);
  const { output, backward } = wordInput(words, {}, parameters);
  expect(output).toEqual(words);
  expect(backward(words)).toEqual({ dWords: words, dParameters: {} });
});

test.each(readings)('the gradients match finite differences, $reads', ({ reading }) => {
  const { parameters, words, random } = randomCase('characterCell' in reading);
  const { output, backward } = wordInput(words, reading, parameters);
  const dOutput = random.normals(output.length);
  const loss = () => dot(wordInput(words, reading, parameters).output, dOutput);
  const { dWords, dParameters } = backward(dOutput);
  expect(relativeError(dWords, finiteDifferences(loss, words))).toBeLessThan(1e-6);
  expect(Object.keys(dParameters).length).toBeGreaterThan(0);
  for (const [name, array] of Object.entries(dParameters)) {
    expect(relativeError(array, finiteDifferences(loss, parameters[name]))).toBeLessThan(1e-6);
  }
});
