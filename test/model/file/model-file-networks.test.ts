// The model file of each kind of network, and the reader's errors for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { InputError } from '../../../src/errors.js';
import { readModel, writeModel } from '../../../src/model/file/model-file.js';
import type { NetworkConfig } from '../../../src/model/network/config.js';
import { readSafetensors, writeSafetensors } from '../../../src/safetensors/safetensors-file.js';
import { float32Of } from '../../../src/safetensors/stored-tensor.js';
import { createRandom } from '../../../src/tensors/random.js';
import { prepareTagger } from '../../../src/training/trainable-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'model-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'model.safetensors');

const E = 5;
const H = 3;

const plain: NetworkConfig = {
  cell: 'lstm',
  directions: 2,
  layers: 2,
  wordDimension: E,
  foldsWords: false,
  characters: null,
  shape: null,
  hidden: H,
  dense: [],
  decoder: 'softmax',
};

const peepholeConfig = (dense: number[]): NetworkConfig => ({
  ...plain,
  cell: 'lstm-peephole',
  decoder: 'crf',
  dense,
});

async function writeNetwork(config: NetworkConfig) {
  const vocabulary = { types: ['PER'], words: ['', 'a', 'b'], characters: ['', 'a'] };
  const start = { arithmetic: 'exact', random: createRandom(1), gateBias: -1 } as const;
  const { tagger } = prepareTagger(config, vocabulary, undefined, start);
  await writeModel(path, tagger, {});
  return tagger;
}

/** The shapes of the tensors in a model of this config, without those of words. */
async function storedShapes(config: NetworkConfig) {
  await writeNetwork(config);
  const { tensors } = await readSafetensors(path);
  const shapes = [...tensors].map(([name, { shape }]) => [name, [...shape]] as const);
  return Object.fromEntries(shapes.filter(([name]) => !name.startsWith('embedding.')));
}

const output = (inputs: number) => ({ 'output.weight': [5, inputs], 'output.bias': [5] });

/**
 * The names and shapes of PyTorch's nn.RNN and nn.LSTM (bidirectional, num_layers=2, no proj_size).
 */
function torchShapes(gates: number) {
  const layer = (l: number, inputs: number) =>
    ['', '_reverse'].flatMap((suffix) => [
      [`encoder.weight_ih_l${l}${suffix}`, [gates * H, inputs]],
      [`encoder.weight_hh_l${l}${suffix}`, [gates * H, H]],
      [`encoder.bias_ih_l${l}${suffix}`, [gates * H]],
      [`encoder.bias_hh_l${l}${suffix}`, [gates * H]],
    ]);
  return Object.fromEntries([...layer(0, E), ...layer(1, 2 * H)]);
}

test.each([
  { cell: 'rnn', gates: 1 },
  { cell: 'lstm', gates: 4 },
] as const)('two layers of $cell have the names and shapes of PyTorch', async ({ cell, gates }) => {
  expect(await storedShapes({ ...plain, cell })).toEqual({
    ...torchShapes(gates),
    ...output(2 * H),
  });
});

test('peepholes, dense layers and transitions have tensors of their own', async () => {
  const config = peepholeConfig([8, 6]);
  const peepholes = ['l0', 'l0_reverse', 'l1', 'l1_reverse'].map(
    (suffix) => [`encoder.peephole_${suffix}`, [3 * H]] as const,
  );
  expect(await storedShapes(config)).toEqual({
    ...torchShapes(4),
    ...Object.fromEntries(peepholes),
    ...{ 'dense.0.weight': [8, 2 * H], 'dense.0.bias': [8] },
    ...{ 'dense.1.weight': [6, 8], 'dense.1.bias': [6] },
    ...output(6),
    ...{ 'crf.transitions': [5, 5], 'crf.start': [5], 'crf.end': [5] },
  });
});

test('forward only has no tensor in reverse, and its second layer reads one direction', async () => {
  expect(await storedShapes({ ...plain, cell: 'gru', directions: 1 })).toEqual({
    ...{ 'encoder.weight_ih_l0': [3 * H, E], 'encoder.weight_ih_l1': [3 * H, H] },
    ...{ 'encoder.weight_hh_l0': [3 * H, H], 'encoder.weight_hh_l1': [3 * H, H] },
    ...{ 'encoder.bias_ih_l0': [3 * H], 'encoder.bias_hh_l0': [3 * H] },
    ...{ 'encoder.bias_ih_l1': [3 * H], 'encoder.bias_hh_l1': [3 * H] },
    ...output(H),
  });
});

test('every weight of every layer comes back to the bit, the second bias added to the first', async () => {
  const config = peepholeConfig([4]);
  const { network, engine } = await writeNetwork(config);
  const { tensors, metadata } = await readSafetensors(path);
  for (const { name, value, count } of network.parameters.list) {
    const values = engine.memory.floats(value, count);
    expect(float32Of(tensors.get(name)!, name)).toEqual(Float32Array.from(values));
  }
  const halved = new Map(tensors);
  halved.set('encoder.bias_hh_l1_reverse', tensors.get('encoder.bias_ih_l1_reverse')!);
  await writeSafetensors(path, { metadata, tensors: halved });
  const { tagger } = await readModel(path, 'exact');
  const found = tagger.network.parameters.find('encoder.bias_ih_l1_reverse');
  const biases = Array.from(tagger.engine.memory.floats(found.value, found.count));
  expect(biases).toEqual([-2, -2, -2, 2, 2, 2, 0, 0, 0, 0, 0, 0]);
});

/** The reader's error for a two-layer LSTM with these changes in its config. */
async function refusal(changes: object): Promise<string> {
  await writeNetwork(plain);
  const { metadata, tensors } = await readSafetensors(path);
  const config = JSON.stringify({ ...plain, ...changes });
  await writeSafetensors(path, { metadata: { ...metadata, config }, tensors });
  const error = await readModel(path, 'exact').catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return String((error as Error).message).replace(path, 'MODEL');
}

const expectedShape = (name: string, expected: string, found: string) =>
  `MODEL: ${name}: expected a tensor of shape ${expected}, found ${found}`;

test.each([
  [{ cell: 'gru' }, expectedShape('encoder.weight_ih_l0', '[9, 5]', '[12, 5]')],
  [{ cell: 'lstm-peephole' }, expectedShape('encoder.peephole_l0', '[9]', 'none')],
  [{ hidden: 4 }, expectedShape('encoder.weight_ih_l0', '[16, 5]', '[12, 5]')],
  [{ wordDimension: 6 }, expectedShape('encoder.weight_ih_l0', '[12, 6]', '[12, 5]')],
  [{ directions: 1 }, expectedShape('encoder.weight_ih_l1', '[12, 3]', '[12, 6]')],
  [{ layers: 1 }, 'MODEL: unexpected tensor "encoder.bias_hh_l1"'],
  [{ layers: 3 }, expectedShape('encoder.weight_ih_l2', '[12, 6]', 'none')],
  [{ dense: [6] }, expectedShape('dense.0.weight', '[6, 6]', 'none')],
  [{ decoder: 'crf' }, expectedShape('crf.transitions', '[5, 5]', 'none')],
])('a config of %j over the weights of another network is refused', async (changes, message) => {
  expect(await refusal(changes)).toBe(message);
});

test.each([
  [{ cell: 'foo' }, 'cell'],
  [{ directions: 3 }, 'directions'],
  [{ layers: 0 }, 'layers'],
  [{ layers: 17 }, 'layers'],
  [{ dense: [0] }, 'dense.0'],
  [{ dense: new Array(17).fill(1) }, 'dense'],
  [{ decoder: 'greedy' }, 'decoder'],
  [{ hidden: 1.5 }, 'hidden'],
  [{ peepholes: true }, 'peepholes'],
])('a config of %j is refused by its key', async (changes, key) => {
  expect(await refusal(changes)).toMatch(`MODEL: metadata "config" (${key}): `);
});
