// A small tagger with random weights, which finds many entities in any text.
import type { NetworkConfig } from '../../src/model/network/config.js';
import { quantizeVectors } from '../../src/model/stored-vectors.js';
import { createTagger, type Tagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';

const WIDTH = 4;
const WORDS = ['', 'Teddy', 'Roosevelt', 'Paris', 'the', 'in', '.', ','];
const VECTOR_WORDS = ['Anna', 'York', 'of'];

const plain: NetworkConfig = {
  cell: 'lstm',
  directions: 2,
  layers: 1,
  wordDimension: WIDTH,
  foldsWords: false,
  characters: null,
  shape: null,
  hidden: 4,
  dense: [],
  decoder: 'crf',
};

/** Configurations that together have every part of a network. */
export const smallConfigs: readonly NetworkConfig[] = [
  {
    ...plain,
    foldsWords: true,
    characters: { encoder: 'cnn', dimension: 3, filters: 2, widths: [2, 3] },
    shape: { dimension: 2 },
  },
  {
    ...plain,
    cell: 'gru',
    characters: { encoder: 'rnn', dimension: 3, cell: 'lstm-peephole', hidden: 2 },
    dense: [3],
    layers: 2,
    decoder: 'softmax',
  },
  { ...plain, cell: 'rnn', directions: 1 },
];

export function createSmallTagger(config: NetworkConfig = smallConfigs[0]): Tagger {
  const random = createRandom(6);
  const normals = (count: number) => Float32Array.from({ length: count }, random.normal);
  const vectors = quantizeVectors({
    words: VECTOR_WORDS,
    rows: normals(VECTOR_WORDS.length * WIDTH),
    dimension: WIDTH,
    digitsAreZeros: false,
  });
  const characters = config.characters ? ['', ...'aeinorstTPR'] : [];
  const content = { config, types: ['LOC', 'PER'], words: WORDS, characters, vectors };
  const tagger = createTagger(content, { arithmetic: 'exact', isTraining: false });
  const { memory } = tagger.engine;
  const { parameters, table } = tagger.network;
  for (const { value, count } of parameters.list) memory.floats(value, count).set(normals(count));
  const count = table.rows * table.width;
  memory.floats(table.value, count).set(normals(count));
  return tagger;
}
