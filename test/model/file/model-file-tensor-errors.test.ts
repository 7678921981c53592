import { expect, test } from '@jest/globals';
import { floatsOf, floatTensor, type PlainTensor, textTensor } from '../model-bytes.js';
import { config, good, manyTypes, refusal } from './damaged-model.js';

const zeros = (shape: readonly number[]) =>
  floatTensor(shape, new Float32Array(shape.reduce((product, size) => product * size, 1)));

/** The tensor with one number replaced. */
function withNumber(name: string, place: number, value: number): Record<string, PlainTensor> {
  const values = floatsOf(good.tensors[name]);
  values[place] = value;
  return { [name]: floatTensor(good.tensors[name].shape, values) };
}

const texts = ['embedding.words', 'vectors.words', 'characters.letters'];
const weights = Object.keys(good.tensors).filter((name) => !texts.includes(name));
const floats = weights.filter((name) => name !== 'vectors.weight');

test.each(weights)('refused: no tensor %s', async (name) => {
  const shape = good.tensors[name].shape.join(', ');
  expect(await refusal({ tensors: { [name]: undefined } })).toBe(
    `MODEL: ${name}: expected a tensor of shape [${shape}], found none`,
  );
});

test.each(texts)('refused: no tensor %s', async (name) => {
  expect(await refusal({ tensors: { [name]: undefined } })).toBe(
    `MODEL: ${name}: expected a tensor of words, found none`,
  );
});

test.each(floats)('refused: another shape of %s', async (name) => {
  const shape = good.tensors[name].shape;
  const [first, ...rest] = shape;
  const other = [first + 1, ...rest];
  expect(await refusal({ tensors: { [name]: zeros(other) } })).toBe(
    `MODEL: ${name}: expected a tensor of shape [${shape.join(', ')}], found [${other.join(', ')}]`,
  );
});

test('refused: as many numbers in another shape', async () => {
  expect(await refusal({ tensors: { 'encoder.weight_ih_l0': zeros([8, 32]) } })).toBe(
    'MODEL: encoder.weight_ih_l0: expected a tensor of shape [32, 8], found [8, 32]',
  );
});

test.each(floats)('refused: another type of %s', async (name) => {
  const { shape, bytes } = good.tensors[name];
  expect(await refusal({ tensors: { [name]: { dtype: 'I32', shape, bytes } } })).toBe(
    `MODEL: ${name}: expected type F32, found I32`,
  );
});

test('refused: vectors of another type', async () => {
  const { shape, bytes } = good.tensors['vectors.weight'];
  expect(await refusal({ tensors: { 'vectors.weight': { dtype: 'U8', shape, bytes } } })).toBe(
    'MODEL: vectors.weight: expected type I8, found U8',
  );
});

test.each(texts)('refused: another type of %s', async (name) => {
  const { shape, bytes } = good.tensors[name];
  expect(await refusal({ tensors: { [name]: { dtype: 'I8', shape, bytes } } })).toBe(
    `MODEL: ${name}: expected type U8, found I8`,
  );
});

test.each(
  floats.flatMap((name) =>
    [Number.NaN, Number.POSITIVE_INFINITY].map((value) => ({ name, value })),
  ),
)('refused: $value in $name', async ({ name, value }) => {
  expect(await refusal({ tensors: withNumber(name, 1, value) })).toBe(
    `MODEL: ${name}: expected finite numbers, found ${value} at index 1`,
  );
});

test('refused: two biases whose sum is infinite', async () => {
  const tensors = {
    ...withNumber('encoder.bias_ih_l0', 2, 3e38),
    ...withNumber('encoder.bias_hh_l0', 2, 3e38),
  };
  expect(await refusal({ tensors })).toBe(
    'MODEL: encoder.bias_ih_l0 + encoder.bias_hh_l0: expected finite numbers, found Infinity at index 2',
  );
});

test('refused: a scale that makes the vectors infinite', async () => {
  expect(await refusal({ tensors: withNumber('vectors.scale', 1, 3e38) })).toBe(
    'MODEL: 128 times vectors.scale: expected finite numbers, found Infinity at index 1',
  );
});

test('refused: a tensor that no tagger has', async () => {
  expect(await refusal({ tensors: { 'head.weight': zeros([2]) } })).toBe(
    'MODEL: unexpected tensor "head.weight"',
  );
});

test('refused: the CRF of a tagger without one', async () => {
  const metadata = { config: JSON.stringify({ ...config, decoder: 'softmax' }) };
  expect(await refusal({ metadata })).toBe('MODEL: unexpected tensor "crf.end"');
});

test('refused: vectors that the metadata do not mention', async () => {
  expect(await refusal({ metadata: { vectors: undefined } })).toBe(
    'MODEL: unexpected tensor "vectors.scale"',
  );
});

test.each([
  { change: { hidden: 9 }, name: 'encoder.weight_ih_l0', expected: '36, 8', found: '32, 8' },
  { change: { wordDimension: 6 }, name: 'encoder.weight_ih_l0', expected: '32, 9', found: '32, 8' },
])('refused: a config of other shapes, $change', async ({ change, name, expected, found }) => {
  const metadata = { config: JSON.stringify({ ...config, ...change }) };
  expect(await refusal({ metadata })).toBe(
    `MODEL: ${name}: expected a tensor of shape [${expected}], found [${found}]`,
  );
});

test('refused: more types than the labels of the weights', async () => {
  expect(await refusal({ metadata: { types: '["LOC","PER","ORG"]' } })).toBe(
    'MODEL: output.weight: expected a tensor of shape [13, 16], found [9, 16]',
  );
});

// The shared memories and the arrays in them count as external.
test('sizes that the file does not hold are refused before memory is allocated for them', async () => {
  const metadata = {
    config: JSON.stringify({ ...config, hidden: 4096, wordDimension: 4096 }),
    vectors: undefined,
  };
  const tensors = Object.fromEntries(
    ['weight', 'scale', 'words'].map((part) => [`vectors.${part}`, undefined]),
  );
  const message =
    'MODEL: encoder.weight_ih_l0: expected a tensor of shape [16384, 4099], found [32, 8]';
  const before = process.memoryUsage();
  expect(await refusal({ metadata, tensors })).toBe(message);
  const after = process.memoryUsage();
  expect(after.rss - before.rss).toBeLessThan(2 ** 28);
  expect(after.external - before.external).toBeLessThan(2 ** 26);
});

test('labels that the file does not hold are refused before memory is allocated for them', async () => {
  const types = JSON.stringify(manyTypes.slice(1));
  expect(await refusal({ metadata: { types } })).toBe(
    'MODEL: output.weight: expected a tensor of shape [40001, 16], found [9, 16]',
  );
});

test.each([
  ['embedding.words', '\na\nb\na', '"a" occurs twice'],
  ['embedding.words', '\na\n\nb', '"" occurs twice'],
  ['vectors.words', 'v\nv', '"v" occurs twice'],
  ['characters.letters', '\na\na', '"a" occurs twice'],
])('refused: a word twice in %s, %j', async (name, text, problem) => {
  expect(await refusal({ tensors: { [name]: textTensor(text) } })).toBe(
    `MODEL: ${name}: ${problem}`,
  );
});

test('refused: words without the unknown one', async () => {
  expect(await refusal({ tensors: { 'embedding.words': textTensor('z\na\nb\nc') } })).toBe(
    'MODEL: embedding.words: expected an empty first line for the unknown word',
  );
});

test.each([
  ['\na\nb', '3, 5'],
  ['\na\nb\nc\nd', '5, 5'],
  ['\na\nb\nc\n', ''],
])('refused: other words than rows, %j', async (text, shape) => {
  const message = shape
    ? `embedding.weight: expected a tensor of shape [${shape}], found [4, 5]`
    : 'embedding.words: "" occurs twice';
  expect(await refusal({ tensors: { 'embedding.words': textTensor(text) } })).toBe(
    `MODEL: ${message}`,
  );
});

test('refused: other words of the vector file than rows', async () => {
  expect(await refusal({ tensors: { 'vectors.words': textTensor('v\nw\nx') } })).toBe(
    'MODEL: vectors.weight: expected a tensor of shape [3, 5], found [2, 5]',
  );
});

test('refused: more words than can be looked up', async () => {
  const text = textTensor('\n'.repeat(2 ** 24));
  expect(await refusal({ tensors: { 'embedding.words': text } })).toBe(
    'MODEL: embedding.words: expected at most 16777216 words, found 16777217',
  );
});

test('refused: words that are not UTF-8', async () => {
  const bytes = Uint8Array.of(0x0a, 0xff);
  const words = { dtype: 'U8', shape: [2], bytes };
  expect(await refusal({ tensors: { 'embedding.words': words } })).toBe(
    'MODEL: embedding.words: expected UTF-8 text, found other bytes',
  );
});

const numbers = (values: readonly number[], shape = [values.length]): PlainTensor => ({
  dtype: 'U32',
  shape,
  bytes: new Uint8Array(Uint32Array.from(values).buffer),
});

test.each([
  [numbers([3, 2]), 'expected ascending numbers, found 3 before 2'],
  [numbers([2, 2]), 'expected ascending numbers, found 2 before 2'],
  [numbers([1, 2], [1, 2]), 'expected one dimension, found [1, 2]'],
  [textTensor('abcd'), 'expected type U32, found U8'],
])('refused: training entities of another form, %#', async (tensor, message) => {
  expect(await refusal({ tensors: { 'training.entities': tensor } })).toBe(
    `MODEL: training.entities: ${message}`,
  );
});
