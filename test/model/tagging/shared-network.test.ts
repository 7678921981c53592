import { expect, test } from '@jest/globals';
import { attachMemory } from '../../../src/kernels/memory.js';
import type { Tagger } from '../../../src/model/tagger.js';
import {
  openSharedNetwork,
  type SharedNetwork,
} from '../../../src/model/tagging/shared-network.js';
import { encodeBatch } from '../../../src/model/vocabulary/encode-batch.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import type { Engine } from '../../../src/tensors/matrix.js';
import { decodeBatch } from '../network/decode-batch.js';
import { randomTagger, recurrentCharacters, shape } from '../random-tagger.js';

function sharedNetworkOf({ content, network }: Tagger): SharedNetwork {
  const { values, gradients } = network.parameters;
  return {
    config: content.config,
    types: content.types,
    characterCount: content.characters.length,
    table: network.table,
    blocks: { values, gradients },
  };
}

const sentences = [
  ['a', 'v', 'cab', 'unseen'],
  ['c', 'abc'],
  ['b', 'w', 'b'],
];

function decode(tagger: Tagger, engine: Engine, network = tagger.network) {
  const encode = createWordEncoder(tagger);
  const batch = encodeBatch(engine, sentences.map(encode));
  return decodeBatch(engine, network, batch);
}

test.each([
  { name: 'reading words alone', options: {} },
  { name: 'with characters', options: { characters: ['a', 'b', 'c'] } },
  {
    name: 'with characters by recurrence, and shapes',
    options: {
      characters: ['a', 'b', 'c'],
      characterEncoder: recurrentCharacters,
      shape: { shape },
    },
  },
  { name: 'with vectors from a file', options: { vectorWords: ['v', 'w'] } },
  { name: 'with softmax', options: { decoder: 'softmax' } as const },
  {
    name: 'with peepholes, dense layers and one direction',
    options: { shape: { cell: 'lstm-peephole', directions: 1, layers: 2, dense: [6] } } as const,
  },
])('a shared network decodes as the tagger does, $name', ({ options }) => {
  const tagger = randomTagger({ ...options, seed: 3 });
  const { memory, kernels } = tagger.engine;
  // A worker gets a copy.
  const shared = structuredClone(sharedNetworkOf(tagger));
  const other = { kernels, memory: attachMemory(memory.memory, memory.cutOff(2 ** 24)!) };
  const network = openSharedNetwork(other, shared);
  const paths = decode(tagger, other, network);
  expect(paths).toEqual(decode(tagger, tagger.engine));
  expect(new Set(paths.flat()).size).toBeGreaterThan(1);
});
