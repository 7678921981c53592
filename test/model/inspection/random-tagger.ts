// A small tagger of two bidirectional layers with random weights.
import type { CellName } from '../../../src/layers/cells/cells.js';
import { createTagger, type Tagger } from '../../../src/model/tagger.js';
import { randomNumbers } from '../../reference/random.js';

interface RandomTagger {
  readonly cell: CellName;
  readonly words: readonly string[];
  readonly wordDimension: number;
  readonly hidden: number;
  readonly seed: number;
}

export function randomTagger({ words, seed, ...sizes }: RandomTagger): Tagger {
  const config = {
    ...sizes,
    directions: 2,
    layers: 2,
    foldsWords: false,
    characters: null,
    shape: null,
    dense: [],
    decoder: 'crf',
  } as const;
  const tagger = createTagger(
    { config, types: ['PER'], words, characters: [] },
    { arithmetic: 'exact', isTraining: false },
  );
  const { parameters, table } = tagger.network;
  const random = randomNumbers(seed);
  for (const { value, count } of parameters.list) {
    tagger.engine.memory.floats(value, count).set(random.normals(count));
  }
  const count = table.rows * table.width;
  tagger.engine.memory.floats(table.value, count).set(random.normals(count));
  return tagger;
}
