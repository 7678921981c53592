// The reader's errors for malformed characters, and for characters and a network that do not fit.
import { expect, test } from '@jest/globals';
import { floatTensor, textTensor } from '../model-bytes.js';
import { config, refusal } from './damaged-model.js';

test.each([
  ['z\na\nv\n\u{1f9f8}', 'expected an empty first line for the unknown character'],
  ['\na\nvw\n\u{1f9f8}', 'expected one character per line, found "vw"'],
  ['\na\nv\ne\u0301', 'expected one character per line, found "e\u0301"'],
  [`\na\nv\n${'w'.repeat(1e6)}`, `expected one character per line, found "${'w'.repeat(60)}…"`],
])('refused: malformed characters, %#', async (text, problem) => {
  expect(await refusal({ tensors: { 'characters.letters': textTensor(text) } })).toBe(
    `MODEL: characters.letters: ${problem}`,
  );
});

test.each([
  ['\na', '3, 4'],
  ['\na\nv\nw\n\u{1f9f8}', '6, 4'],
])('refused: other characters than rows, %j', async (text, shape) => {
  expect(await refusal({ tensors: { 'characters.letters': textTensor(text) } })).toBe(
    `MODEL: characters.embedding: expected a tensor of shape [${shape}], found [5, 4]`,
  );
});

test.each([
  { change: { dimension: 5 }, name: 'characters.embedding', expected: '5, 5', found: '5, 4' },
  { change: { filters: 4 }, name: 'characters.weight_w3', expected: '4, 12', found: '3, 12' },
])('refused: a config of other characters, $change', async ({ change, name, expected, found }) => {
  const characters = { ...config.characters, ...change };
  const metadata = { config: JSON.stringify({ ...config, characters }) };
  expect(await refusal({ metadata })).toBe(
    `MODEL: ${name}: expected a tensor of shape [${expected}], found [${found}]`,
  );
});

const withoutCharacters = { config: JSON.stringify({ ...config, characters: null }) };

test('refused: recurrent layers that read characters without a config for them', async () => {
  expect(await refusal({ metadata: withoutCharacters })).toBe(
    'MODEL: encoder.weight_ih_l0: expected a tensor of shape [32, 5], found [32, 8]',
  );
});

test('refused: characters that nothing reads', async () => {
  const narrow = floatTensor([32, 5], new Float32Array(32 * 5));
  const tensors = {
    'encoder.weight_ih_l0': narrow,
    'encoder.weight_ih_l0_reverse': narrow,
  };
  expect(await refusal({ metadata: withoutCharacters, tensors })).toBe(
    'MODEL: unexpected tensor "characters.bias_w3"',
  );
});
