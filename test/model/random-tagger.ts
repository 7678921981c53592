// Small taggers with random weights, which tag so much that few sentences suffice for a test.
import type { NetworkConfig } from '../../src/model/network/config.js';
import { quantizeVectors } from '../../src/model/stored-vectors.js';
import { createTagger, type Tagger } from '../../src/model/tagger.js';
import type { ThreadOptions } from '../../src/model/tagging/threads.js';
import type { TextConventions } from '../../src/text/text-conventions.js';
import { randomNumbers } from '../reference/random.js';
import { plainLstm } from './plain-lstm.js';

export interface RandomTaggerOptions {
  readonly decoder?: NetworkConfig['decoder'];
  readonly types?: readonly string[];
  /** Learned words, without the unknown one. */
  readonly words?: readonly string[];
  /** Learned subwords. If absent, the network reads none. */
  readonly subwords?: readonly string[];
  /** Words of a vector file. */
  readonly vectorWords?: readonly string[];
  readonly digitsAreZeros?: boolean;
  /** Learned characters, without the unknown one. If absent, the network reads none. */
  readonly characters?: readonly string[];
  /** The encoder that reads them. */
  readonly characterEncoder?: NetworkConfig['characters'];
  /** Whatever else differs from the simplest network. */
  readonly shape?: Partial<Omit<NetworkConfig, 'wordDimension' | 'characters'>>;
  readonly trainingEntities?: Uint32Array;
  readonly conventions?: TextConventions;
  /** True, if absent. */
  readonly isTraining?: boolean;
  readonly threads?: ThreadOptions;
  readonly seed?: number;
}

export const wordDimension = 5;
export const hidden = 8;
export const characters = { encoder: 'cnn', dimension: 4, filters: 3, widths: [3] } as const;
export const wideCharacters = { ...characters, widths: [2, 3, 4] } as const;
export const recurrentCharacters = {
  encoder: 'rnn',
  dimension: 4,
  cell: 'lstm-peephole',
  hidden: 3,
} as const;
export const shape = { dimension: 3 } as const;

export function randomTagger(options: RandomTaggerOptions = {}): Tagger {
  const { decoder = 'crf', types = ['LOC', 'PER'], words = ['a', 'b', 'c'] } = options;
  // With this seed about a third of the tokens begin a span, of either type, one token long or
  // longer.
  const { vectorWords, digitsAreZeros = false, shape = {}, seed = 2 } = options;
  const { isTraining = true, threads, characterEncoder = characters } = options;
  const list = options.characters;
  const random = randomNumbers(seed);
  const vectors =
    vectorWords &&
    quantizeVectors({
      words: vectorWords,
      rows: Float32Array.from(random.normals(vectorWords.length * wordDimension)),
      dimension: wordDimension,
      digitsAreZeros,
    });
  const { subwords } = options;
  const size = {
    wordDimension,
    hidden,
    characters: list ? characterEncoder : null,
    ...(subwords && { subwords: { lengths: [2, 3], most: 100 } }),
  };
  const known = {
    words: ['', ...words],
    ...(subwords && { subwords }),
    characters: list ? ['', ...list] : [],
    vectors,
    trainingEntities: options.trainingEntities,
    ...(options.conventions && { conventions: options.conventions }),
  };
  const tagger = createTagger(
    { config: { ...plainLstm, ...size, decoder, ...shape }, types, ...known },
    { arithmetic: 'exact', isTraining, threads },
  );
  const { memory } = tagger.engine;
  const { parameters, table } = tagger.network;
  for (const { value, count } of parameters.list) {
    memory.floats(value, count).set(random.normals(count));
  }
  const count = table.rows * table.width;
  memory.floats(table.value, count).set(random.normals(count));
  return tagger;
}
