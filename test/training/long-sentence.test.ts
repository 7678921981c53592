import { expect, test } from '@jest/globals';
import { cellNames } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import { train } from '../../src/training/train.js';
import { prepareTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';

const T = 10_000;
const E = 8;
const H = 8;

const words = ['Paris', 'is', 'where', 'it', 'rained'];
const tokens = Array.from({ length: T }, (_, t) => words[(t * t) % 5]);
const spans = tokens.flatMap((token, start) =>
  token === 'Paris' ? [{ label: 'LOC', start, end: start + 1 }] : [],
);
const longSentence = { tokens, spans, line: 1 };

const options = {
  epochs: 1,
  batchSize: 1,
  optimizer: 'adam',
  learningRate: 0.01,
  schedule: 'inverse-time',
  learningRateDecay: 0,
  plateauPatience: 1,
  warmUp: 0,
  momentum: 0,
  dropout: evenDropout(0),
  classWeights: 'none',
  weightDecay: 0,
  averaging: 'none',
  averagingDecay: 0.9,
  wordDropout: 0,
  clipNorm: 5,
  clipValue: 0,
  gateBias: 0,
  onExplosion: 'stop',
  patience: 1,
  freezeVectors: false,
  seed: 1,
} as const;

// What a pass keeps until backward is through: gates, states, vectors, scores and their gradients, some 250 floats of a
// token in the largest cell. Beside them stand the parameters and a page of the kernels' constants.
const BYTES_PER_TOKEN = 1100;
const FIXED_BYTES = 1 << 22;

test.each(cellNames)(
  'a sentence of 10,000 tokens gives %s finite gradients within a bounded memory',
  (cell) => {
    const random = createRandom(1);
    const config = {
      ...{
        cell,
        layers: 1,
        wordDimension: E,
        foldsWords: false,
        characters: null,
        shape: null,
        hidden: H,
        dense: [],
      },
      ...({ directions: 2, decoder: 'crf' } as const),
    };
    const vocabulary = collectVocabulary([longSentence], false);
    const start = { arithmetic: 'exact', random, gateBias: 0 } as const;
    const { tagger, coverage } = prepareTagger(config, vocabulary, undefined, start);
    const { memory } = tagger.engine;
    const input = {
      ...{ sentences: [longSentence], dev: [longSentence], scheme: 'IOB2' as const },
      ...{ rowsWithVector: coverage.vectorRows, random, isInterrupted: () => false },
    };
    const events = [...train(tagger, input, options)];

    expect(events.map(({ kind }) => kind)).toEqual(['batch', 'epoch', 'end']);
    const [, epoch] = events;
    const norm = epoch.kind === 'epoch' ? epoch.medianGradientNorm : Number.NaN;
    expect(Number.isFinite(norm)).toBe(true);
    expect(norm).toBeGreaterThan(0);
    const { bytes, peakBytes } = memory.usage();
    expect(bytes).toBeLessThan(FIXED_BYTES);
    expect(peakBytes).toBeLessThan(FIXED_BYTES + T * BYTES_PER_TOKEN);
  },
);
